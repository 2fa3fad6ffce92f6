// What can be read on the screen that is shown now: each text, where it is, and in what colours.
() => {
  const texts = [...document.querySelectorAll("#view p")].filter((p) => p.innerText.trim());
  const visible = (colour) => !/rgba\(.*, 0\)|transparent/.test(colour);

  // The rectangle of every line of a text, as high as its letters and no higher.
  const lines = (p) => {
    const range = document.createRange();
    range.selectNodeContents(p);
    const size = parseFloat(getComputedStyle(p).fontSize);
    return [...range.getClientRects()].map((r) => {
      const middle = (r.top + r.bottom) / 2;
      return [r.left, middle - size / 2, r.right, middle + size / 2];
    });
  };

  // The colour that lies behind a point of a text.
  const behind = (p, [left, top, right, bottom]) => {
    const stack = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
    const found = stack.map((e) => getComputedStyle(e).backgroundColor).find(visible);
    return found ?? "rgb(0, 0, 0)";
  };

  const opacity = (element) => {
    let product = 1;
    for (let e = element; e instanceof Element; e = e.parentElement) {
      product *= Number(getComputedStyle(e).opacity);
    }
    return product;
  };

  return texts.map((p) => {
    const box = p.parentElement.getBoundingClientRect();
    const frame = p.parentElement.parentElement.getBoundingClientRect();
    return {
      words: p.innerText.trim(),
      lines: lines(p),
      box: [box.left, box.top, box.right, box.bottom],
      frame: [frame.left, frame.top, frame.right, frame.bottom],
      size: parseFloat(getComputedStyle(p).fontSize),
      colour: getComputedStyle(p).color,
      behind: behind(p, lines(p)[0]),
      opacity: opacity(p),
    };
  });
}
