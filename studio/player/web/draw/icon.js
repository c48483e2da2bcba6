// The sign on a button.

/** @type {(path: string) => string} */
export const icon = (path) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
