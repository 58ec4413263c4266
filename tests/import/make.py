#!/usr/bin/env python3
"""Makes the files in this folder, with the programs that offices use or what writes the same.

They are kept, so that the tests need none of this. To make them again:

    apt-get install libreoffice-writer-nogui chromium fonts-noto-cjk
    pip install python-docx
    tests/import/make.py

报告一.txt and 报告二.txt are two real reports of 2024 in other words: their lines, figures, signs and bold runs are those of the
reports, and every other character is a filler. They are made by `tests/import/make.py REPORT NAME`.

All other names and figures are made up.
"""

import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

HERE = Path(__file__).parent
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DATE = datetime(2024, 3, 1)

FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{WORD}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>统计截至 12 月 31 日。</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""

NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>"""


def picture():
    """A PNG of 8 by 8 red points."""
    rows = b"".join(b"\0" + b"\xc0\x10\x20" * 8 for _ in range(8))
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) + chunk(
        b"IDAT", zlib.compress(rows)
    ) + chunk(b"IEND", b"")


def mark(kind, words):
    """A change that was tracked."""
    text = "delText" if kind == "del" else "t"
    return parse_xml(
        f'<w:{kind} {nsdecls("w")} w:id="7" w:author="示例" w:date="2024-03-01T00:00:00Z">'
        f"<w:r><w:{text}>{words}</w:{text}></w:r></w:{kind}>"
    )


def numbered(document, words, level, style):
    """A paragraph whose number Word sets itself."""
    paragraph = document.add_paragraph(words, style=style)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
    )


def link(paragraph, words, address):
    identity = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{identity}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'
        )
    )


def word():
    """综合.docx: everything that a text of Word may hold, marked by styles."""
    document = docx.Document()
    used = ("Normal Table", "Table Grid")
    for style in [it for it in document.styles if it.type == WD_STYLE_TYPE.TABLE and it.name not in used]:
        style.delete()
    document.styles["Normal"].font.name = "Noto Serif CJK SC"
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph("示例市 2024 年度法治政府建设情况报告", style="Title")
    first = document.add_paragraph("全年办结案件 134 件，")
    first.add_run("同比增长 12.5%").bold = True
    first.add_run("，占地 3 km")
    first.add_run("2").font.superscript = True
    first.add_run("，详见")
    link(first, "公开平台", "https://www.example.gov.cn/a?b=1")
    note = first.add_run()
    note._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="1"/>'))
    first.add_run("。")
    numbered(document, "主要做法", 0, "Heading 1")
    numbered(document, "学法用法", 1, "Heading 2")
    document.add_paragraph("各级都要把学法用法放在重要的位置上来抓，把制度建起来，把责任落")
    document.add_paragraph("实下去。")
    for words in ("集中学法 5 次", "专题培训 3 场"):
        document.add_paragraph(words, style="List Bullet")
    for words in ("先登记", "后办理"):
        document.add_paragraph(words, style="List Number")
    numbered(document, "政务公开", 1, "Heading 2")
    changed = document.add_paragraph("发布信息")
    changed._p.append(mark("del", "21000 条"))
    changed._p.append(mark("ins", "22911 条"))
    changed.add_run("。").underline = True
    document.add_picture(str(HERE / "红.png"), width=Pt(20))
    document.paragraphs[-1]._p.xpath(".//wp:docPr")[0].set("descr", "公开流程图")
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    rows = (("部门", "收件", "办结"), ("司法局", "12", "11"), ("", "8", "8"), ("合计", "39", ""))
    for row, words in zip(table.rows, rows):
        for cell, text in zip(row.cells, words):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    table.cell(1, 0).text = "司法局"
    table.cell(3, 1).text = "39"
    numbered(document, "2025 年工作打算", 0, "Heading 1")
    document.add_paragraph("一是修订公开规定。6 月底前完成。二是年底前建成调解平台。")
    commented = document.add_paragraph("特此报告。")
    document.add_comment(commented.runs, text="请核对数字", author="示例", initials="示")
    for words in ("示例市人民政府", "2025 年 2 月 14 日"):
        document.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.sections[0].header.paragraphs[0].text = "内部资料 第 1 期"
    document.sections[0].footer.paragraphs[0].text = "示例印刷厂"
    properties = document.core_properties
    properties.author = properties.last_modified_by = "示例"
    properties.created = properties.modified = DATE
    properties.comments = ""
    document.save(HERE / "综合.docx")
    add_footnotes(HERE / "综合.docx")


def plain_word():
    """公文.docx: as offices write it, without a style: what is what is told by its place and its number."""
    document = docx.Document()
    for style in [it for it in document.styles if it.type == WD_STYLE_TYPE.TABLE and it.name != "Normal Table"]:
        style.delete()
    centred = ("示例市人民政府文件", "示政发〔2024〕12 号", "示例市人民政府关于加强河道管理的", "意见")
    for words in centred:
        document.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("各区镇人民政府，市各部门：")
    document.add_paragraph("　　为加强河道管理,现提出如下意见:")
    for words in ("一、总体要求", "（一）工作目标", "到２０２５年，水质达标率达到 95.5％。", "(二)基本原则", "坚持统一管理。"):
        document.add_paragraph("　　" + words)
    document.add_paragraph("二、重点任务")
    for words in ("1. 加强巡查。每月巡查 2 次，发现问题 30 日内整改。", "2. 落实责任。各区镇负责本区域河道。"):
        document.add_paragraph(words)
    document.add_paragraph("附件：1. 河道名录")
    for words in ("示例市人民政府", "二〇二四年五月六日"):
        document.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = document.core_properties
    properties.author = properties.last_modified_by = "示例"
    properties.created = properties.modified = DATE
    properties.comments = ""
    document.save(HERE / "公文.docx")
    add_footnotes(HERE / "公文.docx", notes=None)


def add_footnotes(path, notes=FOOTNOTES):
    """Adds footnotes, which python-docx has not, and leaves out what its template brings and nothing names."""
    with zipfile.ZipFile(path) as package:
        left_out = ("thumbnail", "stylesWithEffects", "customXml")
        parts = {name: package.read(name) for name in package.namelist() if not any(it in name for it in left_out)}
    types = re.sub(r"<Override [^>]*(stylesWithEffects|customXml)[^>]*/>", "", parts["[Content_Types].xml"].decode())
    relations = parts["word/_rels/document.xml.rels"].decode()
    relations = re.sub(r"<Relationship [^>]*(WithEffects|customXml)[^>]*/>", "", relations)
    if notes:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>')
        relations = relations.replace(
            "</Relationships>",
            f'<Relationship Id="rId90" Type="{RELATION}/footnotes" Target="footnotes.xml"/></Relationships>',
        )
        parts["word/footnotes.xml"] = notes.encode()
    parts["[Content_Types].xml"] = types.encode()
    parts["word/_rels/document.xml.rels"] = relations.encode()
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", parts["_rels/.rels"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 3, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>示例市2024年度法治政府建设情况报告 - 示例网</title>
<style>body { font-family: "Noto Serif CJK SC" } table { border-collapse: collapse } td, th { border: 1px solid; padding: 4px 30px }
p { text-indent: 2em } li { list-style: "• " }</style></head>
<body><nav><a href="/">首页</a></nav>
<h1 style="text-align: center">示例市2024年度法治政府建设情况报告</h1>
<p>全年办结案件 134 件，<b>同比增长 12.5%</b>，占地 3 km<sup>2</sup>，详见<a href="https://www.example.gov.cn/a?b=1">公开平台</a>。</p>
<h2>一、主要做法</h2>
<h3>（一）学法用法</h3>
<p>LONG</p>
<ul><li>集中学法 5 次<li>专题培训 3 场</ul>
<h3>（二）政务公开</h3>
<p>发布信息 22911 条。<img src="a.png" alt="公开流程图"></p>
<table><tr><th>部门<th>收件<th>办结<tr><td rowspan=2>司法局<td>12<td>11<tr><td>8<td>8<tr><td>合计<td colspan=2>39</table>
<h2>二、2025年工作打算</h2>
<p>一是修订公开规定。6 月底前完成。二是年底前建成调解平台。</p>
<p style="text-align: right">示例市人民政府</p>
<p style="text-align: right">2025年2月14日</p>
<footer>示例网 版权所有</footer></body></html>
"""


def page():
    """网页.html: a page of a portal; and the same printed by Chromium, over more than one sheet."""
    long = "各级都要把学法用法放在重要的位置上来抓，把制度建起来，把责任落实下去。"
    (HERE / "网页.html").write_text(PAGE.replace("LONG", long), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        printed = PAGE.replace("LONG", long * 30).replace("<nav>", "<nav hidden>").replace("<footer>", "<footer hidden>")
        source.write_text(printed.replace('<img src="a.png" alt="公开流程图">', ""), encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             "--no-pdf-header-footer", f"--print-to-pdf={HERE / '网页.pdf'}", str(source)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )


LINES = (
    "各级各部门坚持把这项工作放在重要的位置上来抓，全年开会12次，解决问题36个，整改到位。",
    "加强管理，全年审核文件58件，提出意见213条，清理废止文件17件，公布目录204件。",
)


def sheet():
    """A document in the font that the others have, without room between its paragraphs."""
    document = docx.Document()
    for style in [it for it in document.styles if it.type == WD_STYLE_TYPE.TABLE and it.name not in ("Normal Table", "Table Grid")]:
        style.delete()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(12)
    normal.element.get_or_add_rPr().append(parse_xml(f'<w:rFonts {nsdecls("w")} w:eastAsia="Noto Serif CJK SC"/>'))
    normal.paragraph_format.space_after = Pt(0)
    return document


def text(document, words):
    paragraph = document.add_paragraph(words)
    paragraph.paragraph_format.first_line_indent = Pt(24)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def columns(section, number):
    for old in section._sectPr.findall(qn("w:cols")):
        section._sectPr.remove(old)
    section._sectPr.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="{number}" w:space="425"/>'))


def in_columns():
    """分栏.pdf: a title over two columns, which go on over the page, and a signature under them."""
    document = sheet()
    title = document.add_paragraph("示例市工作简报")
    title.alignment, title.runs[0].font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(22)
    columns(document.sections[0], 1)
    columns(document.add_section(WD_SECTION.CONTINUOUS), 2)
    for at in range(22):
        text(document, f"第{at + 1}。" + LINES[at % 2])
    columns(document.add_section(WD_SECTION.CONTINUOUS), 1)
    for words in ("示例市人民政府", "2024年5月6日"):
        document.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    save_as_pdf(document, "分栏.pdf")


def in_tables():
    """表格.pdf: a table with heads over columns and blank cells, which goes on over the page with its head."""
    document = sheet()
    text(document, LINES[0])
    table = document.add_table(rows=44, cols=5, style="Table Grid")
    heads = (("单位", "全年办理", "", "", "目录"), ("", "收", "办", "完", ""))
    for row, words in zip(table.rows, heads):
        for cell, word in zip(row.cells, words):
            cell.text = word
        row._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader {nsdecls("w")}/>'))
    for at, row in enumerate(table.rows[2:], 1):
        words = (f"第{at}", "" if at % 3 == 0 else str(at), "" if at % 4 == 0 else str(at * 2), "" if at % 5 == 0 else f"{at}.5%", "")
        for cell, word in zip(row.cells, words):
            cell.text = word
    table.cell(11, 4).text = LINES[1]
    table.cell(0, 1).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 4).merge(table.cell(1, 4))
    text(document, LINES[1])
    save_as_pdf(document, "表格.pdf")


def save_as_pdf(document, name):
    properties = document.core_properties
    properties.author = properties.last_modified_by = "示例"
    properties.created = properties.modified = DATE
    source = HERE / Path(name).with_suffix(".docx")
    document.save(source)
    convert(source.name, "pdf")
    source.unlink()


def convert(source, form, name=None):
    """Has LibreOffice write a file in another form."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", folder, str(HERE / source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        ending = form.split(":")[0]
        shutil.copy(Path(folder, source).with_suffix("." + ending), HERE / (name or Path(source).with_suffix("." + ending).name))


def twin(report, name):
    """A report in other words: title, figures with what they count, signs and numbers of headings stay."""
    fillers = "甲乙丙丁戊己庚辛壬癸"
    lines = Path(report).read_text(encoding="utf-8").split("\n")
    title = next(at for at, line in enumerate(lines) if line.strip())
    keep = re.compile(r"[一二三四五六七八九十]+(?:是|、)|（[一二三四五六七八九十]+）|第?\d[\d.]* ?[万亿]?[\u4e00-\u9fa5]?")
    count = 0

    def filled(line):
        nonlocal count
        words, at = [], 0
        while at < len(line):
            kept = keep.match(line, at)
            if kept:
                words.append(kept.group())
                at = kept.end()
                continue
            is_word = "\u4e00" <= line[at] <= "\u9fa5" or line[at].isascii() and line[at].isalpha()
            words.append(fillers[count % len(fillers)] if is_word else line[at])
            count += is_word
            at += 1
        return "".join(words)

    twins = [line if at == title else filled(line) for at, line in enumerate(lines)]
    (HERE / name).write_text("\n".join(twins), encoding="utf-8")


def main():
    if len(sys.argv) > 1:
        return twin(*sys.argv[1:])
    (HERE / "红.png").write_bytes(picture())
    word()
    plain_word()
    page()
    for form in ("odt", "pdf", "doc"):
        convert("综合.docx", form)
    convert("公文.docx", "pdf")
    in_columns()
    in_tables()
    locked = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"1"}}'
    convert("公文.docx", f"pdf:writer_pdf_Export:{locked}", "加密.pdf")
    (HERE / "红.png").unlink()


if __name__ == "__main__":
    main()
