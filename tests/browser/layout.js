// What is wrong with how the page lies: parts that stick out sideways, controls that are covered.
() => {
  const CONTROLS = "button, input, select, textarea, summary, a[href], iframe, [role=slider], [role=tab]";
  const SLACK = 1.5;
  const faults = [];
  const name = (e) =>
    `${e.tagName.toLowerCase()} ${e.id || e.ariaLabel || e.innerText?.trim().slice(0, 30) || e.className}`;

  const whole = document.scrollingElement;
  if (whole.scrollWidth > innerWidth + SLACK) faults.push(`the page is ${whole.scrollWidth} px wide`);
  if (whole.scrollHeight > innerHeight + SLACK) faults.push(`the page is ${whole.scrollHeight} px high`);
  for (const part of document.querySelectorAll("main, section, header, nav, dialog[open], [role=tabpanel]")) {
    if (part.clientWidth && part.scrollWidth > part.clientWidth + SLACK) {
      faults.push(`${name(part)} is ${part.scrollWidth} px wide in ${part.clientWidth}`);
    }
  }

  // The part of an element that is in sight: what no part around it has scrolled away.
  const inSight = (e) => {
    let { left, top, right, bottom } = e.getBoundingClientRect();
    for (let around = e.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflow === "visible") continue;
      const box = around.getBoundingClientRect();
      [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
      [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
    }
    [left, top] = [Math.max(left, 0), Math.max(top, 0)];
    [right, bottom] = [Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
    return right - left > 8 && bottom - top > 8 ? { left, top, right, bottom } : null;
  };

  const dialog = document.querySelector("dialog[open]");
  const controls = [...(dialog ?? document).querySelectorAll(CONTROLS)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((e) => ({ e, box: inSight(e) }))
    .filter(({ box }) => box);
  for (const { e, box } of controls) {
    const there = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    const own = there && (e.contains(there) || there.contains(e) || there.closest("label")?.contains(e));
    if (!own) faults.push(`${name(e)} is covered by ${there ? name(there) : "nothing"}`);
  }
  for (const [place, one] of controls.entries()) {
    for (const other of controls.slice(place + 1)) {
      if (one.e.contains(other.e) || other.e.contains(one.e)) continue;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (width > SLACK && height > SLACK) faults.push(`${name(one.e)} lies over ${name(other.e)}`);
    }
  }
  if (!controls.length) faults.push("there is nothing to press");
  return faults;
}
