// The mode for elder people: where its switch is, and whether it is on.

const SWITCH = "长者";

// A point on the switch, in view; nothing when there is none. Closed boxes that it stands in are opened first.
export async function elderSwitch(tab) {
  return tab.run((words) => {
    const box = [...document.querySelectorAll("input[type=checkbox]")].find((box) =>
      [...box.labels].some((label) => label.textContent.includes(words)) || box.ariaLabel?.includes(words));
    if (!box) return null;
    for (let details = box.closest("details:not([open])"); details; details = details.parentElement.closest("details:not([open])")) {
      return { summary: true, ...middle(details.querySelector("summary")) };
    }
    return { summary: false, ...middle(box.labels[0] ?? box) };
    function middle(one) {
      one.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = one.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
  }, SWITCH);
}

// Presses the switch as a visitor does.
export async function switchElder(tab) {
  for (let spot = await elderSwitch(tab); ; spot = await elderSwitch(tab)) {
    if (!spot) throw new Error(`there is no checkbox that is labelled ${SWITCH}模式`);
    await tab.click(spot);
    if (!spot.summary) return;
  }
}

// Whether the page's text is large: what the mode is for, however it is made.
export function isElder(tab) {
  return tab.run(() => parseFloat(getComputedStyle(document.querySelector("main p, main li") ?? document.body).fontSize) >= 23.9);
}
