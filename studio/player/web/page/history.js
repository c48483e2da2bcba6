// Back and Forward. The address bar says what is on show; Streamlit opens a page under its bare address
// first and adds the link as a second entry. A bare address is no place to come back to: the page
// would write its link again, and Back would lead nowhere.

const push = history.pushState;

/** From here on the first link of a page takes the place of the bare address. */
export function keepHistoryStraight() {
  if (history.pushState !== push) return;
  history.pushState = function (state, title, url) {
    const bare = !location.search && new URL(url ?? "", location.href).pathname === location.pathname;
    return bare ? history.replaceState(state, title, url) : push.call(history, state, title, url);
  };
  // The app's very first link may have been written before this file was here.
  addEventListener("popstate", (event) => {
    if (location.search || location.hash) return;
    event.stopImmediatePropagation();
    history.back();
    // With nothing before it, back goes nowhere: stay with what is on show.
    setTimeout(() => location.search || history.forward(), 200);
  }, true);
}
