// A button that opens a file. What is too large is not read, and only its size is told.

export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button"), input = parentElement.querySelector("input");
  if (button.textContent !== data.label) button.textContent = data.label;
  input.accept = data.kind;
  button.onclick = () => input.click();
  input.onchange = async () => {
    const [file] = input.files;
    if (!file) return;
    const wish = file.size > data.largest ? { size: file.size } : { text: await file.text() };
    // The same file may be chosen again.
    input.value = "";
    setTriggerValue("file", wish);
  };
}
