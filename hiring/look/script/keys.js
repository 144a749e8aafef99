// Single keys, only while focus is inside the scoring panel or a list, and never while typing.
const typing = (target) => target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");

function score(panel, key) {
  const radio = panel.querySelector(`.scale-input[value="${key}"]`);
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function press(panel, key) {
  const target = panel.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  if (target.matches("textarea, input")) target.focus();
  else target.click();
  return true;
}

function onScoring(event) {
  const { key, currentTarget: panel } = event;
  if ((/^[0-3]$/.test(key) && score(panel, key)) || press(panel, key)) event.preventDefault();
}

function onList(event) {
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const rows = [...event.currentTarget.querySelectorAll("[data-row]")];
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(Math.max(now + step, 0), rows.length - 1)];
  next?.querySelector("a, button")?.focus();
  event.preventDefault();
}

function listen(selector, act) {
  for (const panel of document.querySelectorAll(selector)) {
    panel.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      act(event);
    });
  }
}

export function startKeys() {
  if (document.documentElement.dataset.keys === "off") return;
  listen("[data-scoring]", onScoring);
  listen("[data-list]", onList);
}
