// Small comforts; every page works without them.
import { ErrorSummary, SkipLink, createAll } from "govuk-frontend";
import { startAutosave } from "./autosave.js";
import { startKeys } from "./keys.js";
import { startMenus } from "./menus.js";

document.body.classList.add("govuk-frontend-supported");
createAll(ErrorSummary);
createAll(SkipLink);
document.querySelector("[data-focus]")?.focus();
startMenus();
startAutosave();
startKeys();
