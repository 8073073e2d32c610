// Being another customer: the chat forgets the one before, and the next page is signed for the new one.
document.getElementById("shopper").addEventListener("change", async (event) => {
  window.Segue?.reset();
  await fetch("/shop/customer", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ customer: event.target.value }),
  });
  location.reload();
});
