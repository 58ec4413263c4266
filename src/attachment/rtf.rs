//! RTF 1.9: words in groups; some groups are destinations of their own.

use super::harvest::Harvest;
use super::{Part, Reason, bytes};

/// Groups nest no deeper in any file that somebody made.
const DEPTH: usize = 500;

/// Destinations that hold no words of anybody's, or the same ones again.
const MUTE: [&str; 15] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "objdata",
    "themedata",
    "datastore",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "xmlnstbl",
    "latentstyles",
    "nonshppict",
    "generator",
    "shprslt",
];

/// What a group is until it ends.
#[derive(Clone)]
struct Group {
    mute: bool,
    hidden: bool,
    deleted: bool,
    /// Whether it is a destination, whose words are parted from those around it.
    opened: bool,
    /// How many characters stand for one that follows `\u`.
    stand_ins: usize,
}

/// Words on their way to a part.
struct Stream {
    part: Option<Part>,
    text: String,
    deleted: String,
    hidden: bool,
}

/// A file that is being read.
struct Rtf<'h, 'l> {
    harvest: &'h mut Harvest<'l>,
    groups: Vec<Group>,
    streams: Vec<Stream>,
    paragraphs: usize,
    in_table: bool,
    code_page: u16,
    /// Bytes of the code page, and UTF-16, that are not yet words.
    bytes: Vec<u8>,
    units: Vec<u16>,
    /// How many characters are still stand-ins.
    passed_over: usize,
    /// Whether the group began with `\*`: who does not know it passes over it.
    starred: bool,
}

/// Reads a file.
pub(super) fn read(source: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let group = Group { mute: false, hidden: false, deleted: false, opened: false, stand_ins: 1 };
    let stream = Stream { part: None, text: String::new(), deleted: String::new(), hidden: false };
    let mut rtf = Rtf {
        harvest,
        groups: vec![group],
        streams: vec![stream],
        paragraphs: 0,
        in_table: false,
        code_page: 936,
        bytes: Vec::new(),
        units: Vec::new(),
        passed_over: 0,
        starred: false,
    };
    rtf.read(source)
}

impl Rtf<'_, '_> {
    fn read(&mut self, mut rest: &[u8]) -> Result<(), Reason> {
        while let Some((&first, after)) = rest.split_first() {
            rest = match first {
                b'{' => {
                    self.begin()?;
                    after
                }
                b'}' => {
                    self.end();
                    after
                }
                b'\\' => self.control(after),
                b'\r' | b'\n' => after,
                byte => {
                    self.byte(byte);
                    after
                }
            };
        }
        self.paragraph();
        if self.groups.len() > 1 { Err(Reason::Broken) } else { Ok(()) }
    }

    fn group(&mut self) -> &mut Group {
        self.groups.last_mut().expect("the outermost group is never closed")
    }

    fn stream(&mut self) -> &mut Stream {
        self.streams.last_mut().expect("the body's stream is never closed")
    }

    fn begin(&mut self) -> Result<(), Reason> {
        self.settle();
        let group = Group { opened: false, ..self.group().clone() };
        self.groups.push(group);
        self.starred = false;
        if self.groups.len() > DEPTH { Err(Reason::Broken) } else { Ok(()) }
    }

    fn end(&mut self) {
        self.settle();
        if self.groups.len() > 1 && self.groups.pop().is_some_and(|group| group.opened) {
            self.paragraph();
            self.streams.pop();
        }
    }

    /// A control word or symbol, after its backslash; what comes after it.
    fn control<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            return self.symbol(rest);
        }
        let (word, rest) = rest.split_at(letters);
        let digits = rest.iter().enumerate();
        let digits = digits.take_while(|(at, byte)| byte.is_ascii_digit() || *at == 0 && **byte == b'-').count();
        let (number, rest) = rest.split_at(digits);
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse::<i32>().ok());
        self.word(std::str::from_utf8(word).unwrap_or_default(), number);
        rest.strip_prefix(b" ").unwrap_or(rest)
    }

    fn symbol<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let Some((&symbol, after)) = rest.split_first() else { return rest };
        match symbol {
            b'\'' => {
                let byte = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
                self.byte(byte.unwrap_or(b'?'));
                return after.get(2..).unwrap_or_default();
            }
            b'*' => self.starred = true,
            b'~' => self.byte(b' '),
            b'_' => self.byte(b'-'),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\n' | b'\r' => self.paragraph(),
            _ => {}
        }
        after
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("u", Some(unit)) => return self.unit(unit),
            ("bin", _) => return,
            _ => self.settle(),
        }
        let on = number != Some(0);
        match word {
            "par" | "sect" | "page" if !self.in_table => self.paragraph(),
            "row" | "nestrow" => self.paragraph(),
            "par" | "line" => self.put("\n"),
            "cell" | "nestcell" | "tab" => self.put("\t"),
            "intbl" => self.in_table = true,
            "pard" => self.in_table = false,
            "v" => self.group().hidden = on,
            "deleted" => self.group().deleted = on,
            "plain" => (self.group().hidden, self.group().deleted) = (false, false),
            "uc" => self.group().stand_ins = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1),
            "ansicpg" => self.code_page = number.and_then(|page| u16::try_from(page).ok()).unwrap_or(936),
            _ => self.destination(word),
        }
    }

    /// A word that may begin a destination.
    fn destination(&mut self, word: &str) {
        let part = match word {
            "header" | "headerl" | "headerr" | "headerf" => Part::Header,
            "footer" | "footerl" | "footerr" | "footerf" => Part::Footer,
            "footnote" => Part::Footnote,
            "annotation" => Part::Comment,
            "shptxt" => Part::TextBox,
            "fldinst" => Part::Code,
            "title" | "subject" | "author" | "manager" | "company" | "operator" | "category" | "keywords"
            | "comment" | "doccomm" | "hlinkbase" | "atnauthor" | "propname" | "staticval" => {
                Part::Property(word.to_owned())
            }
            _ => {
                let known = ["shpinst", "shp", "userprops", "upr", "ud", "pnseclvl", "bkmkstart"].contains(&word);
                let begins = std::mem::take(&mut self.starred);
                self.group().mute |= MUTE.contains(&word) || begins && !known;
                return;
            }
        };
        self.starred = false;
        self.group().opened = true;
        self.streams.push(Stream { part: Some(part), text: String::new(), deleted: String::new(), hidden: false });
    }

    /// A byte of the code page.
    fn byte(&mut self, byte: u8) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        self.end_units();
        self.bytes.push(byte);
    }

    /// A unit of UTF-16, after which stand-ins come for who does not know it.
    fn unit(&mut self, unit: i32) {
        self.end_bytes();
        // It is signed in the file.
        self.units.push((unit & 0xffff) as u16);
        self.passed_over = self.group().stand_ins;
    }

    /// Makes words of what is none yet.
    fn settle(&mut self) {
        self.passed_over = 0;
        self.end_bytes();
        self.end_units();
    }

    fn end_bytes(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        if !bytes.is_empty() {
            self.put(&bytes::in_code_page(&bytes, self.code_page));
        }
    }

    fn end_units(&mut self) {
        let units = std::mem::take(&mut self.units);
        if !units.is_empty() {
            self.put(&String::from_utf16_lossy(&units));
        }
    }

    fn put(&mut self, text: &str) {
        let Group { mute, hidden, deleted, .. } = *self.group();
        let stream = self.stream();
        match (mute, deleted) {
            (true, _) => {}
            (false, true) => stream.deleted.push_str(text),
            (false, false) => {
                stream.hidden |= hidden;
                stream.text.push_str(text);
            }
        }
    }

    /// Ends a paragraph, or a row of a table.
    fn paragraph(&mut self) {
        self.settle();
        let stream = self.stream();
        let (text, deleted) = (std::mem::take(&mut stream.text), std::mem::take(&mut stream.deleted));
        let (part, hidden) = (stream.part.clone(), std::mem::take(&mut stream.hidden));
        self.harvest.take(Part::Deleted, hidden, &deleted);
        if !text.trim().is_empty() {
            let part = part.unwrap_or_else(|| {
                self.paragraphs += 1;
                Part::Paragraph(self.paragraphs)
            });
            self.harvest.take(part, hidden, &text);
        }
    }
}
