//! Pictures that go beside the document: those that browsers show, known by their first bytes.

use super::model::{Document, Inline, Picture};
use super::report::{News, Report};
use crate::attachment::{Part, Reason};
use crate::say;

/// What the first bytes of a picture are, and the ending of its name.
const FORMS: [(&[u8], &str); 5] =
    [(b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"RIFF", "webp")];

/// Takes a picture in, and gives its mark in the text; nothing for one that no browser shows, which is told.
pub(super) fn take(
    found: Result<Option<Vec<u8>>, Reason>,
    alt: &str,
    at: &Part,
    (document, report): (&mut Document, &mut Report),
) -> Option<Inline> {
    let bytes = match found {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            report.tell(News::LeftOut, at, say!("图片不在文件里", "a picture that is not in the file"), alt);
            return None;
        }
        Err(reason) => {
            let why = reason.told();
            let (zh, en) = (why.zh, why.en);
            report.tell(News::LeftOut, at, say!("图片：{zh}", "a picture: {en}"), alt);
            return None;
        }
    };
    let Some((_, ending)) = FORMS.iter().find(|(begin, _)| bytes.starts_with(begin)) else {
        report.tell(
            News::LeftOut,
            at,
            say!(
                "图片的格式浏览器不显示（如 EMF、WMF、TIFF），请另存为 PNG 后补上",
                "a picture in a form that browsers do not show (EMF, WMF, TIFF); save it as PNG and add it"
            ),
            alt,
        );
        return None;
    };
    let number = document.pictures.len() + 1;
    let alt = match alt.trim() {
        "" => {
            report.tell(
                News::Guessed,
                at,
                say!(
                    "图片没有替代文字，写作“图{number}”，请改成图片的内容",
                    "a picture without a text to be read out; it is called 图{number}, say what it shows"
                ),
                "",
            );
            format!("图{number}")
        }
        alt => alt.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    document.pictures.push(Picture { name: format!("图{number}.{ending}"), alt, bytes });
    Some(Inline::Picture(number - 1))
}
