// The switches of the language and of the terms. Each is a row of buttons, of which one is pressed.

let shown = "";

export default function ({ parentElement, data, setTriggerValue }) {
  document.documentElement.lang = data.tag;
  // Another lesson begins at its top; the contents stay where they were left.
  if (shown && shown !== data.place && !data.place.endsWith("//")) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  shown = data.place;
  import(new URL(data.modules, document.baseURI).href).then(({ teach }) => teach(data.borrowed));
  for (const name of ["lang", "terms"]) {
    const row = parentElement.querySelector(`.${name}`), { title, options, chosen } = data[name];
    row.hidden = !options.length;
    row.setAttribute("aria-label", title);
    row.dataset.title = title;
    // Those that are there are used again: one of them may have the focus.
    while (row.childElementCount > options.length) row.lastElementChild.remove();
    options.forEach(({ id, name: text, tag }, i) => {
      const there = row.children[i] ?? row.appendChild(Object.assign(document.createElement("button"), { type: "button" }));
      if (there.textContent !== text) there.textContent = text;
      there.lang = tag;
      there.setAttribute("aria-pressed", String(id === chosen));
      there.onclick = () => setTriggerValue(name, id);
    });
  }
}
