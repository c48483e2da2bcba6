// The bar under the pictures: play, step, scrub, speed and clock; and the same on the keyboard.

const ICONS = {
  restart: "M5 4h3v16H5zM20 4v16L9 12z",
  back: "M16 4v16L6 12z",
  play: "M7 4v16l13-8z",
  pause: "M6 4h4v16H6zM14 4h4v16h-4z",
  forward: "M8 4v16l10-8z",
  end: "M16 4h3v16h-3zM4 4v16l11-8z",
};
const SPEEDS = [[0.25, "¼ ×"], [0.5, "½ ×"], [1, "1 ×"], [2, "2 ×"], [4, "4 ×"], [8, "8 ×"]];
const FINE = 10000; // positions of the scrub bar

const icon = (name) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

export class Transport {
  /** @param actions what the player can do: toggle, restart, end, move(by), scrub(share), speed(x), clock(scale) */
  constructor(element, actions) {
    this.element = element;
    this.actions = actions;
    const add = (tag, name) => {
      const child = Object.assign(document.createElement(tag), { className: name });
      element.append(child);
      return child;
    };
    const button = (name, act) => Object.assign(add("button", name), { type: "button", innerHTML: icon(name), onclick: act });
    this.restart = button("restart", actions.restart);
    this.back = button("back", () => actions.move(-1));
    this.play = button("play", actions.toggle);
    this.forward = button("forward", () => actions.move(1));
    this.end = button("end", actions.end);
    this.scrub = Object.assign(add("input", "scrub"), { type: "range", min: 0, max: FINE, step: 1 });
    this.scrub.oninput = () => actions.scrub(this.scrub.value / FINE);
    this.output = add("output", "step");
    this.speed = add("select", "speed");
    this.speed.append(...SPEEDS.map(([value, text]) => new Option(text, value, value === 1, value === 1)));
    this.speed.onchange = () => actions.speed(+this.speed.value);
    this.clock = add("select", "clock");
    this.clock.onchange = () => actions.clock(this.clock.value);
  }

  label(words, scale) {
    this.words = words;
    for (const name of ["restart", "back", "forward", "end", "scrub", "speed", "clock"]) {
      this[name].setAttribute("aria-label", words[name]);
      this[name].title = words[name];
    }
    if (this.clock.options.length !== 2) this.clock.replaceChildren(new Option("", "linear"), new Option("", "log"));
    for (const option of this.clock.options) option.text = words[option.value];
    this.clock.value = scale;
  }

  show({ share, playing }, step, steps) {
    if (this.playing !== playing) {
      this.playing = playing;
      this.play.innerHTML = icon(playing ? "pause" : "play");
    }
    const name = this.words[playing ? "pause" : "play"];
    if (this.play.title !== name) {
      this.play.title = name;
      this.play.setAttribute("aria-label", name);
    }
    this.scrub.value = share * FINE;
    const text = this.words.step.replace("{step}", step.toLocaleString("en")).replace("{steps}", steps.toLocaleString("en"));
    this.output.textContent = text;
    this.scrub.setAttribute("aria-valuetext", text);
  }

  /** Keys work wherever the focus is inside the player, except in a list of choices. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
    const { actions } = this;
    const keys = {
      " ": event.target.tagName === "BUTTON" ? null : actions.toggle,
      ArrowRight: () => actions.move(1),
      ArrowLeft: () => actions.move(-1),
      Home: actions.restart,
      End: actions.end,
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }
}
