// Written into every document: it takes the theme that was chosen, or the system's, until the frontend and the living picture are there.
(() => {
  const root = document.documentElement;
  const chosen = () => {
    try {
      const kept = new URLSearchParams(location.search).getAll("embed_options").find((one) => /^(light|dark)_theme$/.test(one));
      return kept ? kept.split("_")[0] : JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) ?? "null");
    } catch {
      return null;
    }
  };
  const theme = String(chosen()).toLowerCase(), system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = theme === "light" || theme === "dark" ? theme : system;
  new MutationObserver((_, watch) => {
    if (!document.querySelector("[data-testid=stApp]") || document.getElementById("first-sight")) return;
    watch.disconnect();
    delete root.dataset.theme;
  }).observe(document, { subtree: true, childList: true });
})();
