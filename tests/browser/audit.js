/*
 * What is looked at in a page as it is shown.  Each function gives an array
 * of complaints, but for texts().
 */
"use strict";
(() => {
	const MOST = 12; // complaints of one kind
	const name = el => `<${el.localName}${el.id ? " id=" + el.id : ""}${el.getAttribute("class") ? " class=" + el.getAttribute("class") : ""}> «${el.textContent.trim().slice(0, 60)}»`;

	/* only for those who listen */
	const unseen = el => {
		for (; el; el = el.parentElement)
			if (getComputedStyle(el).clipPath === "inset(50%)")
				return true;
		return false;
	};

	const seen = el => el.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });

	function* words(root) {
		const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
		const known = new Map(); // element -> whether its texts are to be seen
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const el = node.parentElement;
			if (!node.data.trim() || /^(title|desc|style)$/.test(el.localName))
				continue;
			if (!known.has(el))
				known.set(el, seen(el) && !unseen(el));
			if (known.get(el))
				yield node;
		}
	}

	const block = el => {
		while (el !== document.body && !(el instanceof SVGElement && el.localName === "text") &&
		       /^(inline|contents)$/.test(getComputedStyle(el).display))
			el = el.parentElement;
		return el;
	};

	const scrolls = (el, axis) => /^(auto|scroll)$/.test(getComputedStyle(el)["overflow" + axis]);

	/* texts that stand upon each other, or nearer than a space where they are not of one line */
	function overprinted(boxes, space) {
		const found = [];
		let open = [];
		boxes.sort((a, b) => a.top - b.top);
		for (const box of boxes) {
			open = open.filter(other => other.bottom > box.top + 0.5);
			for (const other of open) {
				const apart = other.block === box.block ? -1 : space;
				if (other.node !== box.node && other.left < box.right + apart && box.left < other.right + apart)
					found.push(`«${other.node.data.trim().slice(0, 40)}» and «${box.node.data.trim().slice(0, 40)}» stand upon each other`);
			}
			open.push(box);
		}
		return found.slice(0, MOST);
	}

	/* the letters themselves, without what stands between lines */
	function boxes(nodes) {
		const range = document.createRange(), all = [];
		for (const node of nodes) {
			range.selectNodeContents(node);
			for (const r of range.getClientRects()) {
				const spare = r.height * 0.28;
				if (r.width > 1 && r.height > 1)
					all.push({ node, block: block(node.parentElement), left: r.left, right: r.right, top: r.top + spare, bottom: r.bottom - spare });
			}
		}
		return all;
	}

	function layout() {
		const found = [], root = document.documentElement, width = root.clientWidth;
		if (root.scrollWidth > width)
			found.push(`the page is ${root.scrollWidth} wide, of ${width}`);
		for (const el of document.body.querySelectorAll("*")) {
			if (found.length > MOST)
				break;
			if (el.closest("svg") && el.localName !== "svg" || !seen(el))
				continue;
			const style = getComputedStyle(el), r = el.getBoundingClientRect();
			if (style.clipPath === "inset(50%)" || !r.width || unseen(el))
				continue;
			let parent = el.parentElement;
			while (parent && !scrolls(parent, "X"))
				parent = parent.parentElement;
			if (!parent && (r.left < -0.5 || r.right > width + 0.5))
				found.push(`it ends at ${Math.round(r.right)} of ${width}: ${name(el)}`);
			if (el.clientWidth && el.scrollWidth > el.clientWidth + 1 && !scrolls(el, "X"))
				found.push(`${el.scrollWidth} wide in a box of ${el.clientWidth}: ${name(el)}`);
			if (el.clientHeight && el.scrollHeight > el.clientHeight + 1 && /hidden|clip/.test(style.overflowY))
				found.push(`${el.scrollHeight} high in a box of ${el.clientHeight}: ${name(el)}`);
			if (/hidden|clip/.test(style.overflowX) && style.textOverflow === "ellipsis")
				found.push(`its end may be left out: ${name(el)}`);
		}
		const html = [...words(document.body)].filter(node => !node.parentElement.closest("svg"));
		return found.concat(overprinted(boxes(html), 2));
	}

	function headings() {
		const found = [];
		let last = 0;
		for (const h of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
			const level = +h.localName[1];
			if (level > last + 1)
				found.push(`h${level} after h${last}: ${name(h)}`);
			if (level === 1 && last)
				found.push(`another ${name(h)}`);
			if (!h.textContent.trim())
				found.push(`an empty ${name(h)}`);
			last = level;
		}
		if (!last)
			found.push("there is no heading");
		return found.slice(0, MOST);
	}

	const isWithin = (r, box, spare) =>
		r.left >= box.left - spare && r.right <= box.right + spare && r.top >= box.top - spare && r.bottom <= box.bottom + spare;
	const doMeet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
	const place = el => el.getBoundingClientRect();
	/* what is drawn of a bar; of a <svg> in another one, the box is no standard */
	const ink = el => place(el.localName === "svg" ? el.querySelector("rect, path") : el);

	/* bars, also those that are drawn as another one is */
	const isBar = el => (el.localName === "use" ? document.querySelector(el.getAttribute("href")) : el).matches(".bar");
	const bars = svg => [...svg.querySelectorAll(".bar, use")].filter(isBar);

	/* where time or years are, and what stands before them */
	function panel(svg, box) {
		const edges = [...svg.querySelectorAll("path.midnight, path.lane, path.line")].map(place);
		const left = Math.max(...edges.map(r => r.left)), right = Math.max(...edges.map(r => r.right));
		const first = [...svg.querySelectorAll("path.midnight, path.lane")].map(el => place(el).left);
		return { left: first.length ? Math.min(...first) : left, right: Math.min(right, box.right), top: box.top, bottom: box.bottom };
	}

	/* rows, each between two lines, and what belongs into one of them */
	function rows(svg, box) {
		const found = [], at = panel(svg, box), labels = [...svg.querySelectorAll("g.people")];
		const lines = [...svg.querySelectorAll(":scope > path.line")].map(el => place(el).top).sort((a, b) => a - b);
		if (!labels.length || lines.length !== labels.length + 1)
			found.push(`${labels.length} rows and ${lines.length} lines: ${name(svg)}`);
		const between = lines.slice(1).map((bottom, i) => ({ left: box.left, right: box.right, top: lines[i], bottom }));
		labels.forEach((label, i) => {
			const r = place(label), row = between[i];
			if (row && !isWithin(r, { ...row, right: at.left }, 2.5 * svg.getScreenCTM().a))
				found.push(`not before its row: ${name(label)}`);
		});
		for (const el of [...bars(svg), ...svg.querySelectorAll("g.mark, g.border, g.gap, g.visit")]) {
			if (el.closest(".legend, .entry"))
				continue;
			const r = ink(el), middle = (r.left + r.right) / 2;
			if (r.width < 1 || r.height < 1 || !seen(el))
				found.push(`nothing to be seen: ${name(el)}`);
			if (!between.some(row => isWithin(r, row, 2)))
				found.push(`in no row: ${name(el)}`);
			if (el.matches(".bar, use, .gap") ? r.left < at.left - 1 || r.right > at.right + 1 : middle < at.left - 1 || middle > at.right + 1)
				found.push(`at no time: ${name(el)}`);
		}
		return found;
	}

	/* letters under or beside what they stand for, and those of a bar inside it */
	function lettering(svg) {
		const found = [], solid = [...bars(svg), ...svg.querySelectorAll("circle")].map(el => [el, ink(el)]);
		for (const el of svg.querySelectorAll("text")) {
			const r = place(el), own = el.closest("svg.bar");
			const letters = { left: r.left, right: r.right, top: r.top + r.height * 0.28, bottom: r.bottom - r.height * 0.28 };
			if (own && !isWithin(letters, ink(own), 1))
				found.push(`cut by its bar: ${name(el)}`);
			if (!own && !el.closest(".mark, .gap"))
				for (const [other, box] of solid)
					if (doMeet(letters, box) && !el.closest("g")?.contains(other))
						found.push(`upon ${name(other)}: ${name(el)}`);
		}
		return found;
	}

	/* of each picture: what it is for those who do not see it, and that all of it is to be seen */
	function pictures() {
		const found = [];
		for (const svg of document.querySelectorAll("svg")) {
			const box = place(svg), view = svg.viewBox.baseVal;
			if (svg.parentElement.closest("svg") || !seen(svg))
				continue;
			const title = svg.firstElementChild;
			if (svg.getAttribute("role") !== "img")
				found.push(`no role=img: ${name(svg)}`);
			if (!title || title.localName !== "title" || !title.textContent.trim())
				found.push(`no <title> first: ${name(svg)}`);
			if (!view || !view.width || !view.height)
				found.push(`no viewBox: ${name(svg)}`);
			if (getComputedStyle(svg).overflow === "visible")
				found.push(`overflow is not hidden: ${name(svg)}`);
			for (const el of svg.querySelectorAll("*")) {
				if (el.closest("defs, title, desc, clipPath, mask, pattern, marker, symbol") || !el.getBBox)
					continue;
				if (!isWithin(place(el), box, 1))
					found.push(`outside of its picture: ${name(el)}`);
				if (el.localName === "text") {
					const size = parseFloat(getComputedStyle(el).fontSize) * el.getScreenCTM().a;
					if (el.textContent.trim() && size < 7)
						found.push(`letters of ${size.toFixed(1)} pixels: ${name(el)}`);
				}
			}
			found.push(...overprinted(boxes(words(svg)), -1), ...lettering(svg));
			if (svg.matches(".timeline, .reciprocity"))
				found.push(...rows(svg, box));
			/* where the screen is too small for it, it can be moved, also with keys */
			const frame = svg.closest("figure");
			if (frame && frame.scrollWidth > frame.clientWidth + 1 && !(scrolls(frame, "X") && frame.tabIndex >= 0))
				found.push(`not all of it can be reached: ${name(svg)}`);
		}
		return found.slice(0, MOST);
	}

	/*
	 * What is to be seen: by language; each block; each row of a table or of
	 * people; and the headings, with what follows upon each.
	 */
	function texts() {
		const blocks = new Map(), rows = new Map(), langs = {};
		let last = null;
		for (const node of words(document.body)) {
			const el = node.parentElement, at = block(el);
			const lang = el.closest("[lang]").lang, row = el.closest("tr, .people li");
			blocks.set(at, (blocks.get(at) || "") + node.data);
			if (row)
				rows.set(row, (rows.get(row) || "") + node.data);
			langs[lang] = (langs[lang] || "") + (last === at ? "" : "\n") + node.data;
			last = at;
		}
		const list = [...blocks], isHeading = ([el]) => el && el.closest("h1, h2, h3, h4, h5");
		return {
			langs,
			blocks: [...blocks.values()],
			rows: [...rows.values()],
			headings: list.map((entry, i) => [entry, list[i + 1] || []])
				.filter(([entry, next]) => isHeading(entry) && next.length && !isHeading(next))
				.map(([[, text], [, next]]) => [text, next]),
		};
	}

	/*
	 * Of what there are many (lists, day sheets), some: enough to see whether
	 * they are made well.
	 */
	function thin() {
		for (const many of [".sheet", "article.meeting"])
			for (const el of [...document.querySelectorAll(many)].slice(2))
				el.remove();
		for (const list of document.querySelectorAll("tbody, ol, ul"))
			while (list.children.length > 4)
				list.lastElementChild.remove();
		for (const a of document.querySelectorAll("a[href^='#']"))
			if (!document.getElementById(a.hash.slice(1)))
				a.removeAttribute("href");
	}

	/* lists are printed upon wider pages than all else */
	function lists(shown) {
		for (const list of document.querySelectorAll("section.list"))
			list.hidden = !shown;
	}

	/* characters for which no typeface here has a sign: they look like one that nobody can have */
	function signless(characters, lang) {
		const canvas = document.createElement("canvas"), found = [];
		canvas.width = canvas.height = 40;
		canvas.lang = lang;
		const context = canvas.getContext("2d", { willReadFrequently: true });
		const picture = (text, weight) => {
			context.clearRect(0, 0, 40, 40);
			context.font = `${weight} 24px ${getComputedStyle(document.body).fontFamily}`;
			context.fillText(text, 4, 30);
			return context.getImageData(0, 0, 40, 40).data.join();
		};
		for (const weight of [400, 600]) {
			const nothing = picture("\u0378", weight);
			for (const c of characters)
				if (picture(c, weight) === nothing)
					found.push(`U+${c.codePointAt(0).toString(16)} has no sign in weight ${weight}`);
		}
		return found;
	}

	globalThis.audit = { layout, headings, pictures, texts, thin, lists, signless };
})();
