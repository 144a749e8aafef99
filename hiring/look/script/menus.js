// Menus are <details>: one open at a time, Escape and a press elsewhere close them.
const openMenus = () => document.querySelectorAll("details.menu[open]");

function closeAllBut(kept) {
  for (const menu of openMenus()) if (menu !== kept) menu.open = false;
}

// What each score means stays open beside the answer; on a phone it waits folded under it.
function foldOnPhones() {
  if (!matchMedia("(max-width: 40em)").matches) return;
  for (const anchors of document.querySelectorAll("details.anchors")) anchors.open = false;
}

export function startMenus() {
  foldOnPhones();
  document.addEventListener("click", (event) => closeAllBut(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
