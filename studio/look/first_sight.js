// Written into the document before the first sight of its scene (studio/page/first_sight.py): it goes when the player shows the same,
// or when it turns out that there will be none.
(() => {
  const root = document.documentElement, { pathname } = location;
  const APART = 5; // pixels: what stands farther off is not taken for the same picture
  // How wide the letters of the page are, of which it has none yet, beside those that a browser has: of so many em is this text,
  // and bold, and a fiftieth more, with which of many texts at many widths 97 % take as many lines.
  const TEXT = "Training that is stuck does not mean a small gradient: after 300 steps the point is at the minimum, and the loss is 0.05.";
  const pen = document.createElement("canvas").getContext("2d");
  for (const [name, weight, wide] of [["--thin", 400, 50.28], ["--bold", 600, 51.66]]) {
    pen.font = `${weight} 17px sans-serif`;
    root.style.setProperty(name, String(17 * wide / pen.measureText(TEXT).width));
  }
  let ran = false;

  /** Gone, at once or as the living picture is seen through it. @param {boolean} softly */
  const go = (softly) => {
    const sight = document.getElementById("first-sight");
    watch.disconnect();
    removeEventListener("scroll", hurry, true);
    removeEventListener("popstate", hurry);
    for (const name of ["--thin", "--bold"]) root.style.removeProperty(name);
    if (!sight) return;
    if (!softly || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      sight.remove();
      return;
    }
    // Of what took its room unseen the room is enough.
    for (const one of sight.querySelectorAll("#first-sight > :not(.column), .names, .said, .below")) {
      one.style.height = `${one.getBoundingClientRect().height}px`;
      one.replaceChildren();
    }
    sight.classList.add("gone");
    setTimeout(() => sight.remove(), 200);
  };
  const hurry = () => {
    root.dataset.coming &&= root.dataset.coming.replace(" picture", "");
    go(false);
  };
  /** Whether the planes of the player stand where these do. @type {(sight: Element, player: Element) => boolean} */
  const same = (sight, player) => {
    const [here, there] = [[sight, ".frame"], [player, ".planes .frame"]].map(([where, what]) =>
      [...where.querySelectorAll(what)].map((one) => one.getBoundingClientRect()).filter(({ height }) => height));
    return here.length === there.length && here.every((box, i) => ["x", "y", "width", "height"].every((side) => Math.abs(box[side] - there[i][side]) <= APART));
  };
  const look = () => {
    const sight = document.getElementById("first-sight");
    if (!sight) return;
    const player = document.querySelector("[data-testid=player]"), app = document.querySelector("[data-testid=stApp]");
    // The place of the player is there with the page; its files may come later.
    const place = document.querySelector("[class*=st-key-][class*=-player]");
    ran ||= app?.dataset.testScriptState === "running";
    if (location.pathname !== pathname || document.querySelector("[data-testid=stException]")) hurry();
    else if (player?.dataset.ready === "true") go(true);
    else if (player?.dataset.seen === "true" && !same(sight, player)) go(true);
    else if (ran && !place && app?.dataset.testScriptState === "notRunning") hurry();
    else if (player?.dataset.seen) sight.classList.add("drawn"); // its names are those of the player now
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-seen", "data-ready", "data-test-script-state"] });
  addEventListener("scroll", hurry, true);
  addEventListener("popstate", hurry);
})();
