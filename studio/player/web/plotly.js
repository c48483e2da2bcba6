// Plotly, loaded once for the page from this app's own server; and the frame of its plots in pixels.

let loading;

export function loadPlotly(url) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  return (loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      loading = undefined;
      reject(new Error(url));
    };
    document.head.append(script);
  }));
}

/**
 * Where Plotly's axes lie: pixel edges and the data range. Its own layout object moves with every
 * drag and zoom; without it the plot's public layout and margins give the same at rest.
 */
export function frameOf(plot, x = "xaxis", y = "yaxis") {
  const full = plot._fullLayout;
  const [ax, ay] = [full?.[x], full?.[y]];
  if (Number.isFinite(ax?._offset) && Number.isFinite(ay?._length)) {
    return frame(ax._offset, ay._offset, ax._length, ay._length, ax.range, ay.range);
  }
  const { margin, [x]: lx, [y]: ly } = plot.layout;
  const width = plot.clientWidth - margin.l - margin.r, height = plot.clientHeight - margin.t - margin.b;
  const [x0, x1] = lx.domain ?? [0, 1], [y0, y1] = ly.domain ?? [0, 1];
  return frame(margin.l + x0 * width, margin.t + (1 - y1) * height, (x1 - x0) * width, (y1 - y0) * height, lx.range, ly.range);
}

function frame(left, top, width, height, [x0, x1], [y0, y1]) {
  const sx = width / (x1 - x0), sy = height / (y1 - y0);
  return {
    left, top, right: left + width, bottom: top + height,
    x: (value) => left + (value - x0) * sx,
    y: (value) => top + (y1 - value) * sy,
    toX: (pixel) => x0 + (pixel - left) / sx,
    toY: (pixel) => y1 - (pixel - top) / sy,
    key: [left, top, width, height, x0, x1, y0, y1].join(),
  };
}

export const QUIET = { displaylogo: false, responsive: false, doubleClick: false };
