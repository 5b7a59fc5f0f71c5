"""What keeps somebody from using the page: no name, too faint, too small for a finger, wider than the window."""

from tests.journeys.page.chat import Chat

# What WCAG 2.2 wants of text, and of large text (1.4.3).
ENOUGH, ENOUGH_LARGE = 4.5, 3.0
FINGER_PX = 44

USABLE = "button, a[href], input, select, textarea, summary, [role=button], [role=option], [role=menuitem], [tabindex]"

SEEN = """
const isSeen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !node.closest("[inert], [aria-hidden=true], .for-readers") && node.getClientRects().length > 0;
"""

NAMELESS = f"""() => {{ {SEEN}
    const named = (node) => node.ariaLabel || node.textContent.trim() || node.title || node.alt
        || node.querySelector("img")?.alt
        || [...(node.labels ?? [])].some((label) => label.textContent.trim())
        || (node.getAttribute("aria-labelledby") ?? "").split(" ").some((id) => document.getElementById(id));
    const usable = [...document.querySelectorAll("{USABLE}")];
    return usable.filter((node) => isSeen(node) && !named(node)).map((node) => node.outerHTML);
}}"""

SMALL = f"""() => {{ {SEEN}
    // A link or a mention within a sentence may be as high as its line (WCAG 2.2, 2.5.8).
    const isInText = (node) => node.closest(".markdown, .origin") || ["checkbox", "radio"].includes(node.type);
    const height = (node) => (node.closest("label") ?? node).getBoundingClientRect().height;
    return [...document.querySelectorAll("button, a[href], input, select, textarea, summary, .option")]
        .filter((node) => isSeen(node) && !isInText(node) && height(node) < {FINGER_PX} - 0.5)
        .map((node) => node.outerHTML.slice(0, 120));
}}"""

FAINT = f"""() => {{ {SEEN}
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {{ willReadFrequently: true }});
    const rgba = (color) => {{
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    }};
    const over = (top, below) => top.slice(0, 3).map((value, at) => value * top[3] + below[at] * (1 - top[3]));
    const behind = (node) => {{
        const layers = [];
        for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
    }};
    const light = (color) => color
        .map((value) => value / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const hasText = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    const found = [];
    for (const node of document.querySelectorAll("body *")) {{
        if (!hasText(node) || !isSeen(node) || node.closest("svg, :disabled, .spoiler")) continue;
        const style = getComputedStyle(node);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const back = behind(node);
        const contrast = ratio(light(over(rgba(style.color), back)), light(back));
        const isFaint = contrast < (isLarge ? {ENOUGH_LARGE} : {ENOUGH});
        if (isFaint) found.push([node.className, node.textContent.slice(0, 40), contrast]);
    }}
    return found;
}}"""

SQUEEZED = """() => {
    const log = document.querySelector("[role=log]");
    return document.documentElement.scrollWidth > screen.width || log.scrollWidth > log.clientWidth ? ["too wide"] : [];
}"""


async def out_of_reach(chat: Chat) -> list[object]:
    """What is amiss in what the page shows now."""
    checks = (NAMELESS, FAINT, SQUEEZED, *([SMALL] if chat.is_phone else []))
    return [found for check in checks for found in await chat.page.evaluate(check)]
