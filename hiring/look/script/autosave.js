// Forms marked data-autosave post themselves after a change. "Saved" is said only once the server has said so: it answers
// a request with the header X-Autosave by 204, and 422 when the answers cannot be kept. A redirect may be a lost session.
const WAIT = 800;
const RETRY = 5000;

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
      if (answer.status === 422) say("failed", "Not saved. Check your answers");
      else if (answer.ok) say("saved", `Saved ${clockTime()}`);
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
