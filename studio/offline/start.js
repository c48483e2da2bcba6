// The first script of the page, and no module: it unpacks the modules, says by what name each is found, and starts them.

(() => {
  const written = `<!DOCTYPE html>\n${document.documentElement.outerHTML}\n`;

  /** @param {string} id of a part: base64 of what gzip has made of it */
  function part(id) {
    const element = document.getElementById(id);
    if (!element) return null;
    const text = atob(element.textContent ?? ""), bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    element.remove();
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  }

  /** @param {BlobPart} source */
  const address = (source) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));

  async function start() {
    const [code, data, columns, plotly] = await Promise.all(["code", "data", "columns", "plotly"].map(part));
    /** @type {[string, string][]} */
    const modules = Object.entries(await code?.json());
    const imports = Object.fromEntries(modules.map(([name, source]) => [name, address(source)]));
    if (plotly) imports["player/web/plotly.min.js"] = address(await plotly.arrayBuffer());
    const map = document.createElement("script");
    map.type = "importmap";
    map.textContent = JSON.stringify({ imports });
    document.head.append(map);
    const { open } = await import(imports["offline/web/alone.js"]);
    open({ written, data: await data?.json(), columns: await columns?.arrayBuffer(), relief: !!plotly });
  }

  start().catch((error) => {
    console.error(error);
    document.getElementById("old")?.removeAttribute("hidden");
  });
})();
