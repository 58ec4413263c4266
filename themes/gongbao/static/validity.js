// A page that is opened after the build says what has become of a policy since. The states of days to come stand in
// data-turns ("2026-05-01 repealed 废止;…"), the reason of each in an element with its day in data-from.
(() => {
  const today = (zone) => {
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(zone);
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
    return new Date(Date.now() + offset * 60000).toISOString().slice(0, 10);
  };

  const tell = () => {
    for (const badge of document.querySelectorAll("[data-turns]")) {
      const day = today(badge.dataset.zone);
      const turns = badge.dataset.turns.split(";").map((turn) => turn.split(" "));
      const [from, code, name] = turns.filter(([from]) => from <= day).pop() || [];
      if (!from || badge.dataset.told === from) continue;
      badge.dataset.told = from;
      badge.className = `status status-${code}`;
      badge.textContent = name;
      const place = badge.closest("tr, article");
      for (const reason of place.querySelectorAll("[data-from]")) reason.hidden = reason.dataset.from !== from;
      for (const fact of place.querySelectorAll(".fact-status dd")) fact.textContent = name;
    }
  };

  tell();
  // The page may stay open over midnight.
  setInterval(tell, 60000);
})();
