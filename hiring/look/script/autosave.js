// Forms marked data-autosave post themselves after a change. "Saved" is said only once the server has said so: it answers
// a request with the header X-Autosave by 204 (or 200 and words to add), and by 4xx, with words, when the answers cannot be kept.
const WAIT = 800;
const RETRY = 5000;

const AGAIN = "Copy what you wrote, then load this page again";
const REFUSED = { 0: AGAIN, 403: AGAIN, 409: AGAIN, 410: AGAIN, 422: "Check your answers" };

const wordsOf = async (answer) =>
  answer.headers.get("Content-Type")?.startsWith("text/plain") ? answer.text() : "";
const clockTime = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

function statusOf(form) {
  let status = form.querySelector(".save-state");
  if (!status) {
    status = document.createElement("p");
    status.className = "save-state";
    status.setAttribute("role", "status");
    form.append(status);
  }
  return status;
}

function watch(form) {
  const status = statusOf(form);
  let timer;
  let running = false;
  let again = false;

  function say(state, words) {
    status.dataset.state = state;
    status.textContent = words;
  }

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  async function save() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    say("saving", "Saving");
    try {
      const answer = await fetch(form.dataset.autosave || form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Autosave": "1" },
        redirect: "manual",
      });
      const words = await wordsOf(answer);
      if (answer.ok) say("saved", words ? `Saved ${clockTime()}. ${words}` : `Saved ${clockTime()}`);
      else if (REFUSED[answer.status]) say("failed", `Not saved. ${words || REFUSED[answer.status]}`);
      else throw new Error(String(answer.status));
    } catch {
      say("failed", navigator.onLine ? "Not saved. Trying again" : "You are offline. Not saved yet");
      later(RETRY);
    }
    running = false;
    if (again) later(0);
  }

  form.addEventListener("input", () => later(WAIT));
  form.addEventListener("change", () => later(0));
  form.addEventListener("submit", () => clearTimeout(timer));
}

export function startAutosave() {
  document.querySelectorAll("form[data-autosave]").forEach(watch);
}
