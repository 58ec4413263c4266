// What a reader chose is kept for the next page.
const inputs = document.querySelectorAll("[data-keep]");
onpageshow = () => inputs.forEach((input) => (input.checked = +(localStorage[input.id] ?? input.checked)));
onchange = () => inputs.forEach(({ id, checked }) => (localStorage[id] = +checked));
onpageshow();
