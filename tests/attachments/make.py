#!/usr/bin/env python3
"""Makes the files in this folder, with the programs that offices use or what writes the same.

They are kept, so that the tests need none of this. To make them again:

    apt-get install libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui fonts-noto-cjk
    pip install python-docx openpyxl python-pptx pillow
    tests/attachments/make.py

The number in all of them is the specimen that GB 11643-1999 prints; it is nobody's.
"""

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin
from pptx.util import Inches

HERE = Path(__file__).parent
NUMBER = "11010519491231002X"
WIDE = "１１０１０５１９４９１２３１００２Ｘ"
DATE = datetime(2024, 3, 1)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{WORD}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>脚注 {NUMBER}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""

TEXT_BOX = f"""<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>
<v:shape id="box" type="#_x0000_t202" style="position:absolute;width:200pt;height:40pt">
<v:textbox><w:txbxContent><w:p><w:r><w:t>文本框 {NUMBER}</w:t></w:r></w:p></w:txbxContent></v:textbox>
</v:shape></w:pict></w:r>"""

DELETED = f"""<w:del {nsdecls("w")} w:id="7" w:author="示例" w:date="2024-03-01T00:00:00Z">
<w:r><w:delText>删除 110105</w:delText></w:r><w:r><w:delText>19491231002X</w:delText></w:r></w:del>"""


def word():
    """示例.docx: a number in every place that a text of Word has."""
    document = docx.Document()
    for style in [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table"]:
        style.delete()
    document.styles["Normal"].font.name = "Noto Serif CJK SC"
    document.add_paragraph("示例公示名单")
    split = document.add_paragraph("正文 ")
    for run in (NUMBER[:6], NUMBER[6:14], NUMBER[14:]):
        split.add_run(run).bold = run.endswith("X")
    document.add_paragraph(f"全角 {WIDE}")
    table = document.add_table(rows=2, cols=3)
    for cell, words in zip(table.rows[0].cells, ("姓名", "号码", "续")):
        cell.text = words
    for cell, words in zip(table.rows[1].cells, ("示例", NUMBER[:10], NUMBER[10:])):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = f"页眉 {NUMBER}"
    document.sections[0].footer.paragraphs[0].text = f"页脚 {NUMBER}"
    commented = document.add_paragraph("有批注的一段")
    document.add_comment(commented.runs, text=f"批注 {NUMBER}", author="示例", initials="示")
    document.add_paragraph("有修订的一段")._p.append(parse_xml(DELETED))
    document.add_paragraph("有文本框的一段")._p.append(parse_xml(TEXT_BOX))
    document.add_paragraph().add_run(f"隐藏 {NUMBER}").font.hidden = True
    note = document.add_paragraph("有脚注的一段").add_run()
    note._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="1"/>'))
    properties = document.core_properties
    properties.author, properties.last_modified_by = f"作者 {NUMBER}", "示例"
    properties.created = properties.modified = DATE
    properties.comments = ""
    document.save(HERE / "示例.docx")
    add_footnotes(HERE / "示例.docx")


def add_footnotes(path):
    """Adds footnotes, and a workbook that is put into the document: python-docx has neither."""
    with zipfile.ZipFile(path) as package:
        left_out = ("thumbnail", "stylesWithEffects")
        parts = {name: package.read(name) for name in package.namelist() if not any(it in name for it in left_out)}
    types = re.sub(r"<Override [^>]*stylesWithEffects[^>]*/>", "", parts["[Content_Types].xml"].decode())
    footnotes = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    parts["[Content_Types].xml"] = types.replace(
        "</Types>",
        f'<Default Extension="xlsx" ContentType="{sheet}"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{footnotes}"/></Types>',
    ).encode()
    relations = re.sub(r"<Relationship [^>]*WithEffects[^>]*/>", "", parts["word/_rels/document.xml.rels"].decode())
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>",
        f'<Relationship Id="rId90" Type="{RELATION}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="rId91" Type="{RELATION}/package" Target="embeddings/内嵌.xlsx"/></Relationships>',
    ).encode()
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", parts["_rels/.rels"])
    parts["word/footnotes.xml"] = FOOTNOTES.encode()
    book = openpyxl.Workbook()
    book.active.title = "内嵌"
    book.active.append(["内嵌", NUMBER])
    held = io.BytesIO()
    book.save(held)
    parts["word/embeddings/内嵌.xlsx"] = held.getvalue()
    write(path, parts)


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 3, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def sheets():
    """示例.xlsx: rows, columns and sheets that are seen and that are not."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["姓名", "号码", "续", "电话"])
    sheet.append(["示例", NUMBER])
    sheet.append(["分列", NUMBER[:6], NUMBER[6:], 13800000000])
    sheet.append(["隐行", NUMBER])
    sheet.row_dimensions[4].hidden = True
    sheet["G2"] = f"隐列 {NUMBER}"
    sheet.column_dimensions["G"].hidden = True
    sheet["A2"].comment = Comment(f"批注 {NUMBER}", "示例")
    sheet.oddHeader.center.text = f"页眉 {NUMBER}"
    hidden = book.create_sheet("底稿")
    hidden.append(["底稿", NUMBER])
    hidden.sheet_state = "hidden"
    book.properties.creator = f"作者 {NUMBER}"
    book.properties.created = book.properties.modified = DATE
    book.save(HERE / "示例.xlsx")


def slides():
    """示例.pptx: slides, one of them hidden, a table, notes."""
    show = pptx.Presentation()
    plain = show.slide_layouts[6]
    for layout in [layout for layout in show.slide_layouts if layout is not plain]:
        show.slide_layouts.remove(layout)
    first = show.slides.add_slide(plain)
    box = first.shapes.add_textbox(Inches(1), Inches(1), Inches(6), Inches(1))
    for run in ("标题 ", NUMBER[:8], NUMBER[8:]):
        box.text_frame.paragraphs[0].add_run().text = run
    table = first.shapes.add_table(1, 2, Inches(1), Inches(3), Inches(6), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = NUMBER[:9], NUMBER[9:]
    first.notes_slide.notes_text_frame.text = f"备注 {NUMBER}"
    second = show.slides.add_slide(plain)
    box = second.shapes.add_textbox(Inches(1), Inches(1), Inches(6), Inches(1))
    box.text_frame.text = f"隐藏 {NUMBER}"
    second._element.set("show", "0")
    show.core_properties.author = f"作者 {NUMBER}"
    show.core_properties.created = show.core_properties.modified = DATE
    show.save(HERE / "示例.pptx")
    lighten(HERE / "示例.pptx")


def lighten(path):
    """Leaves out what the template brings and nothing names any more: a picture of the first slide, printer settings."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    write(path, {name: content for name, content in parts.items() if not name.endswith((".jpeg", ".bin"))})


def pictures():
    """照片.*: what a camera notes."""
    picture = Image.new("RGB", (8, 8), "white")
    noted = Image.Exif()
    noted[0x010E] = f"picture {NUMBER}"
    noted[0x9C9D] = "作者".encode("utf-16-le") + b"\0\0"
    gps = noted.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (39.0, 54.0, 0.0), "E", (116.0, 23.0, 0.0)
    packet = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>示例 {NUMBER}</rdf:li>
</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>""".encode()
    picture.save(HERE / "照片.jpg", exif=noted, xmp=packet)
    picture.save(HERE / "照片.webp", exif=noted)
    picture.save(HERE / "照片.tiff", exif=noted)
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", f"picture {NUMBER}")
    picture.save(HERE / "照片.png", pnginfo=words, exif=noted)
    picture.save(HERE / "扫描件.pdf", resolution=8)


def convert(source, form, name=None):
    """Has LibreOffice write a file in another form."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", folder, str(HERE / source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        ending = form.split(":")[0]
        shutil.copy(Path(folder, source).with_suffix("." + ending), HERE / (name or f"示例.{ending}"))


def wrapped():
    """折行.pdf: a number in a narrow cell, beside others, and one to call."""
    digits = "".join(f"<td>{words}</td>" for words in ("示例甲某某某某某", "110105 194912 31002X", "示例县示例镇的一段说明文字，折成好几行"))
    widths = "".join(f"<td width={width}>{words}</td>" for width, words in ((60, "姓名"), (60, "身份证号"), (150, "事项")))
    table = f"<table border=1 width=300><tr>{widths}</tr><tr>{digits}</tr></table>"
    page = HERE / "折行.html"
    page.write_text(f'<meta charset="utf-8">{table}<a href="tel:{NUMBER}">联系</a>', encoding="utf-8")
    convert(page.name, "pdf:writer_web_pdf_Export", "折行.pdf")
    page.unlink()


def pack(name, archive):
    """Puts a file into an archive: LibreOffice adds a picture without compression that is larger than all others."""
    write(HERE / archive, {name: (HERE / name).read_bytes()})
    (HERE / name).unlink()


def main():
    word()
    sheets()
    slides()
    pictures()
    for form in ("doc", "odt", "rtf", "pdf"):
        convert("示例.docx", form)
    for form in ("xls", "ods"):
        convert("示例.xlsx", form)
    convert("示例.pptx", "odp")
    convert("示例.pptx", "ppt")
    pack("示例.ppt", "打包.zip")
    locked = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"1"}}'
    convert("示例.docx", f"pdf:writer_pdf_Export:{locked}", "加密.pdf")
    wrapped()


if __name__ == "__main__":
    main()
