// Axes of a small plot on a canvas: a logarithmic one upwards, steps along. Plotly's take 25 ms for a
// new range, which is a quarter of the time from a slider to the next picture.

/** Where the labels of `[low, high]` decades stand: whole exponents, at most five. */
export function decades([low, high]) {
  const every = Math.max(1, Math.ceil((high - low) / 4));
  const first = Math.ceil(low / every) * every;
  return Array.from({ length: Math.floor((high - first) / every) + 1 }, (_, k) => first + k * every);
}

/** Steps to label: 0, 10, 100 … on a logarithmic axis, round numbers on an even one. */
export function stepTicks(steps, log) {
  if (log) return [0, ...Array.from({ length: Math.floor(Math.log10(Math.max(steps, 1))) }, (_, k) => 10 ** (k + 1))];
  const power = 10 ** Math.floor(Math.log10(Math.max(steps, 1) / 4));
  const every = Math.max(1, [1, 2, 5, 10].map((digit) => digit * power).find((size) => steps / size <= 5));
  return Array.from({ length: Math.floor(steps / every) + 1 }, (_, k) => k * every);
}

/** The lines, labels and titles of one plot. `along` gives the place of a step on its axis. */
export function drawAxes(context, frame, { range, name, steps, log, along, title, look }) {
  context.lineWidth = 1;
  context.strokeStyle = look.line;
  context.fillStyle = look.text;
  context.font = `13px ${look.font}`;
  context.beginPath();
  for (const exponent of decades(range)) {
    const y = Math.round(frame.y(exponent)) + 0.5;
    context.moveTo(frame.left, y);
    context.lineTo(frame.right, y);
    power(context, exponent, frame.left - 7, y, look);
  }
  context.font = `13px ${look.font}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const step of stepTicks(steps, log)) {
    const x = Math.round(frame.x(along(step))) + 0.5;
    context.moveTo(x, frame.top);
    context.lineTo(x, frame.bottom);
    context.fillText(step.toLocaleString("en"), x, frame.bottom + 4);
  }
  context.stroke();
  context.font = `14px ${look.font}`;
  context.fillText(title, (frame.left + frame.right) / 2, frame.bottom + 18);
  context.save();
  context.translate(frame.left - 44, (frame.top + frame.bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textBaseline = "middle";
  context.fillText(name, 0, 0);
  context.restore();
}

/** 10 with its exponent, ending at x. */
function power(context, exponent, x, y, look) {
  const text = String(exponent).replace("-", "−");
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.font = `10px ${look.font}`;
  context.fillText(text, x, y - 5);
  const width = context.measureText(text).width;
  context.font = `13px ${look.font}`;
  context.fillText("10", x - width - 1, y);
}
