// Written into the document behind the first sight of its scene (studio/page/first_sight.py): it takes the theme that was chosen,
// and goes when the player shows the same, or when it turns out that there will be none.
(() => {
  const sight = document.getElementById("first-sight"), root = document.documentElement, { pathname } = location;
  if (!sight) return;
  const APART = 2; // pixels: what stands farther off is not taken for the same picture
  const chosen = () => {
    try {
      const kept = new URLSearchParams(location.search).getAll("embed_options").find((one) => /^(light|dark)_theme$/.test(one));
      return kept ? kept.split("_")[0] : JSON.parse(localStorage.getItem(`stActiveTheme-${pathname}-v2`) ?? "null");
    } catch {
      return null;
    }
  };
  const theme = String(chosen()).toLowerCase();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  let ran = false;

  /** Gone, at once or as the living picture is seen through it. @param {boolean} softly */
  const go = (softly) => {
    watch.disconnect();
    removeEventListener("scroll", hurry, true);
    removeEventListener("popstate", hurry);
    delete root.dataset.theme;
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
  const hurry = () => go(false);
  /** Whether the planes of the player stand where these do. @param {Element} player */
  const same = (player) => {
    const [here, there] = [[sight, ".frame"], [player, ".planes .frame"]].map(([where, what]) =>
      [...where.querySelectorAll(what)].map((one) => one.getBoundingClientRect()).filter(({ height }) => height));
    return here.length === there.length && here.every((box, i) => ["x", "y", "width", "height"].every((side) => Math.abs(box[side] - there[i][side]) <= APART));
  };
  const look = () => {
    const player = document.querySelector("[data-testid=player]"), app = document.querySelector("[data-testid=stApp]");
    ran ||= app?.dataset.testScriptState === "running";
    if (location.pathname !== pathname || document.querySelector("[data-testid=stException]")) hurry();
    else if (player?.dataset.ready === "true") go(true);
    else if (player?.dataset.seen === "true" && !same(player)) go(true);
    else if (ran && !player && app?.dataset.testScriptState === "notRunning") hurry();
    else if (player?.dataset.seen) sight.classList.add("drawn"); // its names are those of the player now
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-seen", "data-ready", "data-test-script-state"] });
  addEventListener("scroll", hurry, true);
  addEventListener("popstate", hurry);
})();
