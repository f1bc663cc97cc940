// Moves a large chart in every frame, by the events that a hand would make, and notes the frames.
(() => {
  const pane = document.querySelector("[data-pane]");
  const later = window.requestAnimationFrame.bind(window);
  const script = [], fetched = new Set();
  window.requestAnimationFrame = call => later(at => {
    const start = performance.now();
    call(at);
    script.push(performance.now() - start);
  });
  const ask = window.fetch;
  window.fetch = async (...given) => {
    const answer = await ask(...given);
    if (String(given[0]).includes("/boxes/"))
      answer.clone().json().then(told => told.ids.forEach(id => fetched.add(id)));
    return answer;
  };
  const middle = () => {
    const box = pane.getBoundingClientRect();
    return { clientX: box.left + box.width * .22, clientY: box.top + box.height * .045 };
  };
  const wheel = deltaY => pane.dispatchEvent(
    new WheelEvent("wheel", { ...middle(), deltaY, bubbles: true, cancelable: true }));
  const mouse = (name, x, y) => (name === "mousedown" ? pane : window).dispatchEvent(
    new MouseEvent(name, { clientX: x, clientY: y, bubbles: true, cancelable: true, view: window }));
  const frames = (count, step) => new Promise(done => {
    const times = [];
    let last = 0, n = 0;
    const next = at => {
      if (last) times.push(at - last);
      last = at;
      if (n++ >= count) return done(times);
      step(n);
      later(next);
    };
    later(next);
  });
  const drag = async (count, far) => {
    const { clientX: x, clientY: y } = middle();
    mouse("mousedown", x, y);
    const times = await frames(count, n => {
      const turn = n % 120 < 60 ? n % 60 : 60 - n % 60;
      mouse("mousemove", x + turn * far, y + turn * far * .4);
    });
    mouse("mouseup", x, y);
    return times;
  };
  const zoomBy = (count, delta) => frames(count, () => wheel(delta));
  const find = async () => {
    const field = document.getElementById("f-find");
    field.value = "U77777";
    field.form.requestSubmit();
    await frames(180, () => {});
  };
  window.legs = async () => {
    script.length = 0;
    document.querySelector("[data-whole]").click();
    await frames(60, () => {});
    const found = {};
    found["drag the whole"] = await drag(240, 4);
    found["zoom in"] = await zoomBy(100, -25);
    await frames(30, () => {});
    found["drag afar"] = await drag(240, 5);
    await find();
    found["drag close by"] = await drag(240, 9);
    found["zoom out"] = await zoomBy(150, 25);
    return {
      frames: found, script, boxes: fetched.size,
      memory: performance.memory ? performance.memory.usedJSHeapSize : 0,
    };
  };
})();
