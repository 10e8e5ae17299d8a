(function (order) {
  "use strict";
  const SIDE = 28, PAPER = 280, PEN = 22, STEP = 7;
  const boards = (window.digitBoards = window.digitBoards || {});

  // What a board knows, and its line to the kernel

  class Board {
    constructor(order) {
      this.order = order;
      this.view = order.view;
      this.panels = [];
      this.waiting = this.next = null;
      this.note = "Connecting to the kernel.";
      this.connect();
    }
    connect() {
      const page = document.getElementById("jupyter-config-data");
      if (!page || !this.order.kernel) {
        this.say("To draw, open this notebook in JupyterLab and run it: there is no kernel here.");
        return;
      }
      const config = JSON.parse(page.textContent);
      const url = new URL(config.wsUrl || config.baseUrl || "/", location.href);
      url.protocol = url.protocol.replace("http", "ws");
      url.pathname += `api/kernels/${this.order.kernel}/channels`;
      this.session = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
      this.comm = `board-${this.session}`;
      url.searchParams.set("session_id", this.session);
      if (config.token) url.searchParams.set("token", config.token);
      const socket = (this.socket = new WebSocket(url));
      socket.onopen = () => {
        this.write("comm_open", { target_name: this.order.target, data: {} });
        this.say("");
      };
      socket.onmessage = (event) => this.receive(event.data);
      socket.onclose = () => {
        this.socket = null;
        this.say("The kernel is another one now. Run the notebook again to draw.");
      };
    }
    write(type, content) {
      const header = {
        msg_id: `${this.session}-${Math.random()}`, msg_type: type, username: "",
        session: this.session, date: new Date().toISOString(), version: "5.3",
      };
      this.socket.send(JSON.stringify({
        channel: "shell", header, parent_header: {}, metadata: {}, buffers: [],
        content: { comm_id: this.comm, ...content },
      }));
    }
    // One question at a time: of those that come meanwhile, only the last is asked.
    ask(data) {
      if (!this.socket || this.socket.readyState !== WebSocket.OPEN) return;
      if (this.waiting) {
        this.next = data;
        return;
      }
      this.waiting = data;
      this.write("comm_msg", { data });
    }
    receive(text) {
      if (typeof text !== "string") return;
      const message = JSON.parse(text);
      if (message.content.comm_id !== this.comm) return;
      if (message.header.msg_type === "comm_close") this.socket.close();
      if (message.header.msg_type !== "comm_msg") return;
      const view = message.content.data, next = this.next;
      this.waiting = this.next = null;
      if (view.error) this.say(view.error);
      else {
        this.view = view;
        this.say("");
      }
      if (next) this.ask(next);
    }
    say(note) {
      this.note = note;
      this.panels = this.panels.filter((panel) => panel.host.isConnected);
      for (const panel of this.panels) panel.refresh();
    }
  }

  // Small pieces of a page

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const numbers = (text) => Int8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const percent = (chance) => `${(100 * chance).toFixed(chance > 0.995 || chance < 0.01 ? 1 : 0)} %`;

  function picture(label) {
    return make("canvas", { width: SIDE, height: SIDE, class: "board-picture", role: "img", "aria-label": label });
  }
  // color: from ink and slope, each from -1 to 1, to red, green and blue
  function paint(canvas, ink, slope, color) {
    const context = canvas.getContext("2d"), image = context.createImageData(SIDE, SIDE);
    for (let i = 0; i < SIDE * SIDE; i++) {
      image.data.set([...color(ink[i] / 127, slope[i] / 127), 255], 4 * i);
    }
    context.putImageData(image, 0, 0);
  }
  const grey = (ink) => [255 * ink, 255 * ink, 255 * ink];
  function heat(ink, slope) {
    const strength = Math.min(1, 1.5 * Math.abs(slope)), hue = slope > 0 ? [255, 130, 20] : [60, 150, 255];
    return hue.map((part) => 70 * ink * (1 - strength) + part * strength);
  }
  const best = (chances) => chances.indexOf(Math.max(...chances));

  // Ten bars for each engine, in rows that have the same columns
  function bars(rows) {
    const table = make("div", { class: "board-bars" });
    for (const { name, chances } of rows) {
      const digit = best(chances);
      const row = make("div", { class: "board-row", role: "img", "aria-label": `${name}: ${digit}, ${percent(chances[digit])}` });
      chances.forEach((chance, k) => {
        const bar = make("div", { class: k === digit ? "board-bar board-best" : "board-bar" });
        bar.style.height = `${Math.max(1, Math.round(30 * chance))}px`;
        row.append(bar);
      });
      table.append(row, make("div", { class: "board-name" }, make("code", {}, name), ` ${digit}, ${percent(chances[digit])}`));
    }
    const digits = make("div", { class: "board-row board-digits", "aria-hidden": "true" });
    for (let k = 0; k < 10; k++) digits.append(make("div", {}, String(k)));
    table.append(digits);
    return table;
  }

  // The three panels

  class Draw {
    constructor(host, board) {
      this.host = host;
      this.board = board;
      this.ink = make("canvas", { width: PAPER, height: PAPER });
      this.paper = make("canvas", {
        width: PAPER, height: PAPER, class: "board-paper", tabindex: "0", role: "application",
        "aria-label": "Canvas to draw a digit on. Arrow keys move the pen, Space puts it down or lifts it, Delete clears.",
      });
      this.clear = make("button", { type: "button" }, "Clear");
      this.small = picture("The digit as the network sees it");
      this.small.classList.add("board-small");
      this.caption = make("p", {});
      this.bars = make("div", {});
      this.note = make("p", { class: "board-note", role: "status" });
      this.pen = { x: PAPER / 2, y: PAPER / 5, down: false, keys: false };
      host.append(
        make("div", {}, this.paper, make("p", {}, this.clear),
          make("p", { class: "board-hint" }, "Draw with mouse or finger. Keys: arrows, Space, Delete.")),
        make("div", {}, this.small, this.caption),
        make("div", {}, this.bars, this.note),
      );
      this.listen();
    }
    listen() {
      const { paper, pen } = this;
      const place = (event) => {
        const box = paper.getBoundingClientRect(), scale = PAPER / box.width;
        return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
      };
      paper.addEventListener("pointerdown", (event) => {
        if (event.button) return;
        paper.setPointerCapture(event.pointerId);
        pen.keys = false;
        pen.down = true;
        [pen.x, pen.y] = place(event);
        this.line(pen.x, pen.y);
      });
      paper.addEventListener("pointermove", (event) => {
        if (pen.down && !pen.keys) for (const part of event.getCoalescedEvents?.() || [event]) this.line(...place(part));
      });
      for (const end of ["pointerup", "pointercancel"]) {
        paper.addEventListener(end, () => { pen.down = pen.keys && pen.down; });
      }
      paper.addEventListener("blur", () => { pen.down = false; this.redraw(); });
      paper.addEventListener("keydown", (event) => {
        const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
        if (move) {
          const [x, y] = [0, 1].map((i) => Math.min(PAPER, Math.max(0, [pen.x, pen.y][i] + STEP * move[i])));
          pen.keys = true;
          if (pen.down) this.line(x, y);
          [pen.x, pen.y] = [x, y];
        } else if (event.key === " ") {
          pen.keys = true;
          pen.down = !pen.down;
          if (pen.down) this.line(pen.x, pen.y);
        } else if (event.key === "Delete" || event.key === "Backspace") {
          this.wipe();
          Object.assign(pen, { x: PAPER / 2, y: PAPER / 5 });
        } else return;
        event.preventDefault();
        event.stopPropagation();
        this.redraw();
      });
      this.clear.addEventListener("click", () => this.wipe());
    }
    wipe() {
      this.ink.getContext("2d").clearRect(0, 0, PAPER, PAPER);
      this.pen.down = false;
      this.redraw();
    }
    line(x, y) {
      const context = this.ink.getContext("2d");
      if (!this.own) this.wipe();
      this.own = true;
      Object.assign(context, { lineWidth: PEN, lineCap: "round", strokeStyle: "#fff" });
      context.beginPath();
      context.moveTo(this.pen.x, this.pen.y);
      context.lineTo(x, y + 0.01);
      context.stroke();
      [this.pen.x, this.pen.y, this.pen.down] = [x, y, true];
      this.redraw();
      this.send();
    }
    send() {
      const side = this.board.order.side;
      const context = make("canvas", { width: side, height: side }).getContext("2d", { willReadFrequently: true });
      context.drawImage(this.ink, 0, 0, side, side);
      const pixels = context.getImageData(0, 0, side, side).data;
      let text = "";
      for (let i = 3; i < pixels.length; i += 4) text += String.fromCharCode(pixels[i]);
      this.board.ask({ drawing: btoa(text) });
    }
    redraw() {
      const context = this.paper.getContext("2d");
      context.fillStyle = "#000";
      context.fillRect(0, 0, PAPER, PAPER);
      if (this.own) context.drawImage(this.ink, 0, 0);
      else {
        context.imageSmoothingEnabled = false;
        context.globalAlpha = 0.45;
        context.drawImage(this.small, 0, 0, PAPER, PAPER);
        context.globalAlpha = 1;
      }
      if (this.pen.keys && document.activeElement === this.paper) {
        Object.assign(context, { lineWidth: 3, strokeStyle: this.pen.down ? "#ff8214" : "#3c96ff" });
        context.beginPath();
        context.arc(this.pen.x, this.pen.y, PEN / 2, 0, 7);
        context.stroke();
      }
    }
    refresh() {
      const { view, note } = this.board, ink = numbers(view.image);
      paint(this.small, ink, ink, grey);
      this.caption.textContent = view.caption;
      this.bars.replaceChildren(bars(view.engines));
      this.note.textContent = note || view.agreement;
      this.redraw();
    }
  }

  class Gradient {
    constructor(host, board) {
      this.host = host;
      this.board = board;
      this.plain = picture("The digit as the network sees it");
      this.heat = picture("The gradient of the loss with respect to each pixel");
      this.caption = make("p", {});
      host.append(
        make("div", {}, this.plain, this.caption),
        make("div", {}, this.heat, make("p", {}, "gradient of the loss")),
        make("div", { class: "board-legend" },
          make("p", {}, make("span", { class: "board-less" }), "negative: more ink here makes the network surer"),
          make("p", {}, make("span", { class: "board-more" }), "positive: more ink here makes it less sure")),
      );
    }
    refresh() {
      const { view } = this.board, ink = numbers(view.image), slope = numbers(view.gradient);
      paint(this.plain, ink, ink, grey);
      paint(this.heat, ink, slope, heat);
      this.caption.textContent = `read as ${view.digit}`;
    }
  }

  class Walk {
    constructor(host, board) {
      this.host = host;
      this.board = board;
      this.image = picture("The digit on its way");
      this.change = picture("What has changed");
      this.bars = make("div", {});
      this.slider = make("input", { type: "range", min: "0", value: "0", "aria-label": "Steps" });
      this.target = make("select", { "aria-label": "The digit to become" });
      for (let k = 0; k < 10; k++) this.target.append(make("option", {}, String(k)));
      this.step = make("span", {});
      host.append(
        make("div", {}, this.image, make("p", {}, "the image")),
        make("div", {}, this.change, make("p", {}, "what has changed")),
        make("div", {}, this.bars,
          make("p", {}, make("label", {}, "Become a ", this.target), " ", this.slider, " ", this.step)),
      );
      this.slider.addEventListener("input", () => this.place());
      this.target.addEventListener("change", () => this.board.ask({ aim: Number(this.target.value) }));
    }
    place() {
      const { frames, name } = this.board.view.walk, at = Number(this.slider.value);
      const start = numbers(frames[0].image), ink = numbers(frames[at].image);
      paint(this.image, ink, ink, grey);
      paint(this.change, ink, ink.map((value, i) => value - start[i]), heat);
      this.bars.replaceChildren(bars([{ name, chances: frames[at].chances }]));
      this.step.textContent = `step ${frames[at].step} of ${frames[frames.length - 1].step}`;
      this.slider.setAttribute("aria-valuetext", this.step.textContent);
    }
    refresh() {
      const { walk } = this.board.view;
      if (this.walk !== walk) {
        this.walk = walk;
        this.slider.max = String(walk.frames.length - 1);
        this.slider.value = "0";
        this.target.value = String(walk.target);
        this.target.disabled = !this.board.socket;
        this.place();
      }
      this.target.disabled = !this.board.socket;
    }
  }

  const STYLE = `
.board { display: flex; flex-wrap: wrap; gap: .6em 1.8em; align-items: flex-start; font-size: 13px; line-height: 1.4; }
.board p { margin: .3em 0; }
.board canvas { display: block; background: #000; border: 1px solid #888; }
.board-paper { width: 280px; height: 280px; touch-action: none; cursor: crosshair; }
.board-paper:focus-visible { outline: 3px solid #3c96ff; outline-offset: 2px; }
.board-picture { width: 168px; height: 168px; image-rendering: pixelated; }
.board-small { width: 112px; height: 112px; }
.board-small + p { max-width: 112px; }
.board-bars { display: grid; grid-template-columns: auto auto; gap: .35em .9em; align-items: end; }
.board-row { display: grid; grid-template-columns: repeat(10, 16px); gap: 3px; align-items: end; height: 30px; border-bottom: 1px solid currentColor; }
.board-digits { height: auto; border: 0; text-align: center; }
.board-bar { background: #8aa; }
.board-best { background: #e8710a; }
.board-name { white-space: nowrap; }
.board-hint { max-width: 280px; }
.board-note { max-width: 26em; }
.board-legend span { display: inline-block; width: .9em; height: .9em; margin-right: .5em; vertical-align: -.1em; }
.board-less { background: #3c96ff; }
.board-more { background: #ff8214; }
.board input { vertical-align: middle; width: 14em; }`;

  const host = document.getElementById(order.place);
  // JupyterLab has a use of its own for arrows and Delete
  host.setAttribute("data-lm-suppress-shortcuts", "true");
  host.append(make("style", {}, STYLE));
  for (const [id, old] of Object.entries(boards)) {
    if (id === order.board || old.panels.some((panel) => panel.host.isConnected)) continue;
    if (old.socket) old.socket.close();
    delete boards[id];
  }
  const board = (boards[order.board] = boards[order.board] || new Board(order));
  const panel = new { draw: Draw, gradient: Gradient, walk: Walk }[order.panel](host, board);
  board.panels.push(panel);
  panel.refresh();
})
