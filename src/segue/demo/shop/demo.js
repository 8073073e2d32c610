// The demo's page: a fresh one-time link for each click, and the switch that silences the bot.
const told = document.getElementById("told");

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.detail ?? `status ${answer.status}`);
  return said;
}

for (const button of document.querySelectorAll("button[data-as]")) {
  button.addEventListener("click", async () => {
    const opened = window.open("about:blank", `segue-${button.dataset.as}`); // now, or the browser takes it for a pop-up
    try {
      const { link } = await post("/demo/link", { alias: button.dataset.as });
      if (opened) opened.location = link;
      else location.href = link;
    } catch (error) {
      opened?.close();
      told.textContent = `That did not work: ${error.message}`;
    }
  });
}

const silence = document.getElementById("silence");
silence.addEventListener("change", async () => {
  try {
    await post("/demo/bot/silence", { silent: silence.checked });
  } catch (error) {
    silence.checked = !silence.checked;
    told.textContent = `That did not work: ${error.message}`;
  }
});
