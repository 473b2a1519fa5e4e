// A field to sign in with a finger; black on white whatever the theme, as on paper.
const LINE = 3;

export const makePad = (canvas) => {
  const pen = canvas.getContext("2d");
  let isEmpty = true;
  let last;

  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    isEmpty = true;
  };

  const at = (event) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [((event.clientX - left) * canvas.width) / width, ((event.clientY - top) * canvas.height) / height];
  };

  const draw = (event) => {
    if (!last) return;
    const next = at(event);
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(...next);
    pen.stroke();
    last = next;
    isEmpty = false;
  };

  pen.lineWidth = LINE;
  pen.lineCap = "round";
  pen.strokeStyle = "#000";
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
  });
  canvas.addEventListener("pointermove", draw);
  canvas.addEventListener("pointerup", () => (last = undefined));
  clear();
  return {
    clear,
    isEmpty: () => isEmpty,
    image: () => new Promise((resolve) => canvas.toBlob(resolve, "image/png")),
  };
};
