// Written into every document: it takes the theme that was chosen, until the frontend and the living picture are there.
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
  const theme = String(chosen()).toLowerCase();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  new MutationObserver((_, watch) => {
    if (!document.querySelector("[data-testid=stApp]") || document.getElementById("first-sight")) return;
    watch.disconnect();
    delete root.dataset.theme;
  }).observe(document, { subtree: true, childList: true });
})();
