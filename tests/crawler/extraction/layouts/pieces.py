"""How newspapers mark up the parts of a text: one table per part, a name and a template or a function each."""

from __future__ import annotations

from collections.abc import Callable

Way = Callable[[str], str]


def _drop_cap(text: str) -> str:
    return f'<p><span class="dropcap">{text[0]}</span>{text[1:]}</p>' if text[0].isalpha() else f"<p>{text}</p>"


def _linked(text: str) -> str:
    words = text.split(" ")
    if len(words) < 12:
        return f"<p>{text}</p>"
    return f'<p>{" ".join(words[:5])} <a href="/tag/x-tag77.html" title="x">{" ".join(words[5:8])}</a> {" ".join(words[8:])}</p>'


def _emphatic(text: str) -> str:
    words = text.split(" ")
    if len(words) < 12:
        return f"<p>{text}</p>"
    return f"<p>{' '.join(words[:6])} <strong>{' '.join(words[6:9])}</strong> <em>{words[9]}</em> {' '.join(words[10:])}</p>"


PARAGRAPHS: dict[str, Way] = {
    "p": lambda text: f"<p>{text}</p>",
    "p with class": lambda text: f'<p class="t-j" style="text-align: justify;">{text}</p>\n',
    "p and span": lambda text: (
        f'<p style="text-align:justify"><span style="font-size:12pt"><span style="font-family:Arial">{text}</span></span></p>'
    ),
    "p from Word": lambda text: (
        f'<p class="MsoNormal"><span lang="VI">{text}<o:p></o:p></span></p>\n<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
    ),
    "p and empty p": lambda text: f"<p>{text}</p><p>&nbsp;</p>",
    "div": lambda text: f"<div>{text}</div>",
    "justified div": lambda text: f'<div style="text-align: justify;">{text}</div><div>&nbsp;</div>',
    "div and br": lambda text: f"<div>{text}<br></div>",
    "br br": lambda text: f"{text}<br><br>\n",
    "br nbsp br": lambda text: f"&nbsp;&nbsp;&nbsp;{text}<br />&nbsp;<br />",
    "span br br": lambda text: f"<span>{text}</span><br/><br/>",
    "font in p": lambda text: f'<p align="justify"><font face="Times New Roman" size="3">{text}</font></p>',
    "drop cap": _drop_cap,
    "links": _linked,
    "words in bold": _emphatic,
    "section": lambda text: f"<section><p>{text}</p></section>",
    "row and column": lambda text: f'<div class="row"><div class="col-md-12"><p>{text}</p></div></div>',
    "p with id": lambda text: f'<p id="p{len(text)}" data-v-77a="">{text}</p>',
    "custom element": lambda text: f'<news-text class="tx"><p>{text}</p></news-text>',
    "text nodes": lambda text: f"{text}<p></p>\n",
    "block span": lambda text: f'<span style="display:block;margin-bottom:10px">{text}</span>',
    "rows of a table": lambda text: f"<table width='100%'><tr><td align='justify'>{text}</td></tr></table>",
    "article-text": lambda text: f'<div class="article-text" dir="ltr"><p dir="ltr"><span>{text}</span></p></div>',
    "p in blockquote": lambda text: f"<blockquote><p>{text}</p></blockquote>",
    "br at the front": lambda text: f"<br>\n{text}<br>",
    "nested p and br": lambda text: f"<p>{text}<br></p>",
}
STREAMS = frozenset({"br br", "br nbsp br", "span br br"})

HEADINGS: dict[str, Way] = {
    "h2": lambda text: f"<h2>{text}</h2>",
    "h3": lambda text: f"<h3><strong>{text}</strong></h3>",
    "bold p": lambda text: f"<p><strong>{text}</strong></p>",
    "bold span": lambda text: f'<p><span style="font-weight:bold">{text}</span></p>',
    "centred bold": lambda text: f'<p style="text-align:center"><b>{text}</b></p>',
    "bold div": lambda text: f"<div><b>{text}</b></div>",
}

CAPTIONED: dict[str, Callable[[str, str], str]] = {
    "figure": lambda img, text: f"<figure>{img}<figcaption>{text}</figcaption></figure>",
    "figure and p": lambda img, text: f'<figure class="expNoEdit">{img}<figcaption><p>{text}</p></figcaption></figure>',
    "align-center": lambda img, text: (
        f'<figure class="image align-center" contenteditable="false">{img}<figcaption><h2>{text}</h2></figcaption></figure>'
    ),
    "PhotoCMS": lambda img, text: (
        f'<div class="VCSortableInPreviewMode" type="Photo"><div>{img}</div><div class="PhotoCMS_Caption"><p>{text}</p></div></div>'
    ),
    "sc-image": lambda img, text: (
        f'<div class="sc-image align-center">{img}<p class="sc-image-caption">{text}</p></div>'
    ),
    "table.picture": lambda img, text: (
        f'<table class="picture"><tbody><tr><td class="pic">{img}</td></tr><tr><td class="caption">{text}</td></tr></tbody></table>'
    ),
    "bare table": lambda img, text: (
        f'<table align="center" border="0"><tbody><tr><td>{img}</td></tr><tr><td style="text-align:center"><em>{text}</em></td></tr></tbody></table>'
    ),
    "table with p": lambda img, text: f"<table><tr><td><p>{img}</p></td></tr><tr><td><p>{text}</p></td></tr></table>",
    "wp-caption": lambda img, text: (
        f'<div class="wp-caption aligncenter">{img}<p class="wp-caption-text">{text}</p></div>'
    ),
    "italic centred p": lambda img, text: (
        f'<p style="text-align:center">{img}</p><p style="text-align:center"><em>{text}</em></p>'
    ),
    "centred p": lambda img, text: (
        f'<p style="text-align: center;">{img}</p>\n<p style="text-align: center;">{text}</p>'
    ),
    "italic p": lambda img, text: f"<p>{img}</p><p><i>{text}</i></p>",
    "em after br": lambda img, text: f'<p align="center">{img}<br><em>{text}</em></p>',
    "em in div": lambda img, text: f"<div>{img}<br/><em>{text}</em></div>",
    "center": lambda img, text: f"<center>{img}<br>{text}</center>",
    "image-desc": lambda img, text: f'<div class="image">{img}<div class="image-desc">{text}</div></div>',
    "pCaption": lambda img, text: f'<p class="pImage">{img}</p><p class="pCaption">{text}</p>',
    "chuthich": lambda img, text: f'<div class="anh">{img}</div><div class="chuthichanh">{text}</div>',
    "dl": lambda img, text: f'<dl class="wp-caption"><dt>{img}</dt><dd class="wp-caption-dd">{text}</dd></dl>',
    "linked picture": lambda img, text: (
        f'<figure><a href="/upload/x.jpg" data-fancybox>{img}</a><figcaption>{text}</figcaption></figure>'
    ),
    "picture element": lambda img, text: (
        f'<figure><picture><source srcset="/upload/x.webp">{img}</picture><figcaption class="cap">{text}</figcaption></figure>'
    ),
    "caption and credit": lambda img, text: (
        f'<figure>{img}<figcaption><span class="caption-text">{text}</span> </figcaption></figure>'
    ),
    "tplCaption": lambda img, text: (
        f'<table class="tplCaption" cellspacing="0"><tbody><tr><td>{img}</td></tr><tr><td><p class="Image">{text}</p></td></tr></tbody></table>'
    ),
    "gallery": lambda img, text: f'<ul class="gallery"><li>{img}<p>{text}</p></li></ul>',
    "slide": lambda img, text: (
        f'<div class="swiper-slide"><div class="slide-photo">{img}</div><div class="slide-caption"><span>{text}</span></div></div>'
    ),
    "strong italic": lambda img, text: (
        f"<p style='text-align:center'>{img}</p><p style='text-align:center'><strong><em>{text}</em></strong></p>"
    ),
    "blue italic font": lambda img, text: f'<p align="center">{img}<br><font color="#0000ff"><i>{text}</i></font></p>',
    "section image": lambda img, text: (
        f'<section class="block-image"><div class="inner">{img}<h6>{text}</h6></div></section>'
    ),
    "in the paragraph's element": lambda img, text: (
        f'<div class="image-wrapper" style="width:600px">{img}<p class="image-caption" data-placeholder="Chú thích">{text}</p></div>'
    ),
    "small grey text": lambda img, text: f'<div class="media-box">{img}<small>{text}</small></div>',
}

FILMS: dict[str, Way] = {
    "p after iframe": lambda text: f'<p><iframe src="/player/1"></iframe></p><p>{text}</p>',
    "italic after iframe": lambda text: (
        f'<p><iframe src="/player/1"></iframe></p><p style="text-align:center"><em>{text}</em></p>'
    ),
    "wrapper": lambda text: f'<div class="video-box"><video src="/v.mp4"></video><p>{text}</p></div>',
    "figure": lambda text: (
        f'<figure class="video"><iframe src="/player/1"></iframe><figcaption>{text}</figcaption></figure>'
    ),
    "before iframe": lambda text: (
        f'<p><strong>{text}</strong></p><div class="tinymce-video"><iframe src="/player/1"></iframe></div>'
    ),
}

QUOTES: dict[str, Way] = {
    "blockquote": lambda text: f"<blockquote><p>{text}</p></blockquote>",
    "div.quote": lambda text: f'<div class="quote"><div class="quote-content">{text}</div></div>',
    "italic p": lambda text: f"<p><em>{text}</em></p>",
    "table": lambda text: f'<table class="quotetable" border="1"><tr><td><p>{text}</p></td></tr></table>',
}

BARE: dict[str, Way] = {
    "p": lambda img: f"<p>{img}</p>",
    "figure": lambda img: f"<figure>{img}</figure>",
    "centred": lambda img: f'<div style="text-align:center">{img}</div>',
}

IMAGES: dict[str, Callable[[str, str], str]] = {
    "plain": lambda src, _title: f'<img src="{src}" alt="">',
    "title in alt": lambda src, title: f'<img src="{src}" alt="{title}" title="{title}">',
    "numbered alt": lambda src, title: f'<img src="{src}" alt="{title} - Ảnh 1.">',
    "lazy": lambda src, title: f'<img class="lazy" src="data:image/gif;base64,R0lGOD" data-src="{src}" alt="{title}">',
    "sized": lambda src, _title: f'<img src="{src}" width="800" height="533" />',
}


def points(lines: tuple[str, ...], name: str) -> str:
    """A list of points; the tag is `name`."""
    return f"<{name}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{name}>"


def table(rows: tuple[str, ...], *, headed: bool) -> str:
    """A table of data, its first row with or without `th`."""
    made = []
    for at, row in enumerate(rows):
        name = "th" if headed and not at else "td"
        made.append("<tr>" + "".join(f"<{name}>{cell}</{name}>" for cell in row.split(" | ")) + "</tr>")
    return f'<table border="1" cellpadding="0"><tbody>{"".join(made)}</tbody></table>'
