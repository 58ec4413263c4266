//! One written value, read as what it must be.

use super::free::Free;
use super::node::{Node, NodeKind};
use super::shape::YES;
use crate::diag::{Code, Diagnostic, Path, Place, Text};
use crate::law::closed_list::ClosedList;
use crate::law::moment::{Moment, MomentFault};
use crate::law::nearest::few_nearest;
use crate::say;
use jiff::civil::Date;

/// A value and the file it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    /// The file.
    pub path: &'a Path,
    /// The value.
    pub node: &'a Node,
}

type Read<T> = Result<T, Box<Diagnostic>>;

impl<'a> Value<'a> {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::Text(self.path.clone(), self.node.span)
    }

    /// Whether nothing was written, or only blanks.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.node.kind {
            NodeKind::Null => true,
            NodeKind::Scalar { text, .. } => text.trim().is_empty(),
            NodeKind::List(_) | NodeKind::Map(_) => false,
        }
    }

    /// A fault of this value.
    #[must_use]
    pub fn fault(&self, code: Code, message: Text) -> Diagnostic {
        Diagnostic::new(code, self.place(), message)
    }

    /// The fault of a value that is not what was wanted.
    #[must_use]
    pub fn mismatch(&self, wanted: Text) -> Diagnostic {
        let (zh, en) = (wanted.zh, wanted.en);
        let (found_zh, found_en) = match &self.node.kind {
            NodeKind::Null => ("空", "nothing"),
            NodeKind::Scalar { .. } => ("文字", "text"),
            NodeKind::List(_) => ("列表", "a list"),
            NodeKind::Map(_) => ("键值对", "a map"),
        };
        self.fault(Code::ValueType, say!("这里应写{zh}，写的是{found_zh}", "expected {en}, found {found_en}"))
    }

    /// The characters of a word or number, without the blanks around them.
    ///
    /// # Errors
    /// A diagnostic when it is a list, a map or nothing.
    pub fn text(self) -> Read<String> {
        Ok(self.str()?.to_owned())
    }

    /// The same, borrowed.
    ///
    /// # Errors
    /// A diagnostic when it is a list, a map or nothing.
    pub fn str(self) -> Read<&'a str> {
        match &self.node.kind {
            NodeKind::Scalar { text, .. } => Ok(text.trim()),
            _ => Err(Box::new(self.mismatch(say!("文字", "text")))),
        }
    }

    /// A whole number.
    ///
    /// # Errors
    /// A diagnostic when it is not one, or too large.
    pub fn integer(self) -> Read<i64> {
        let text = self.str()?;
        text.parse().map_err(|_| Box::new(self.mismatch(say!("整数", "a whole number"))))
    }

    /// A whole number of at least one.
    ///
    /// # Errors
    /// A diagnostic when it is not one.
    pub fn count(self) -> Read<usize> {
        let text = self.str()?;
        let number = text.parse().ok().filter(|number| *number > 0);
        number.ok_or_else(|| Box::new(self.mismatch(say!("正整数", "a whole number of at least 1"))))
    }

    /// A year of four digits.
    ///
    /// # Errors
    /// A diagnostic when it is not one.
    pub fn year(self) -> Read<i16> {
        let text = self.str()?;
        let text = text.strip_suffix('年').unwrap_or(text);
        let year = text.parse().ok().filter(|year| (1900..2100).contains(year));
        year.ok_or_else(|| Box::new(self.mismatch(say!("四位年份（如 2024）", "a year such as 2024"))))
    }

    /// Yes or no, in either language.
    ///
    /// # Errors
    /// A diagnostic when it is neither.
    pub fn yes(self) -> Read<bool> {
        let text = self.str()?;
        match YES.iter().position(|words| words.contains(&text)) {
            Some(at) => Ok(at == 0),
            None => Err(Box::new(self.mismatch(say!("“是”或“否”（yes/no、true/false）", "yes or no")))),
        }
    }

    /// A date, with a time or without.
    ///
    /// # Errors
    /// A diagnostic when there is no such date or it has another form.
    pub fn moment(self) -> Read<Moment> {
        let text = self.str()?;
        Moment::parse(text).map_err(|fault| Box::new(self.moment_fault(text, fault)))
    }

    /// A date without a time.
    ///
    /// # Errors
    /// A diagnostic when there is no such date, it has another form, or has a time.
    pub fn date(self) -> Read<Date> {
        let moment = self.moment()?;
        match moment.time {
            None => Ok(moment.date),
            Some(_) => Err(Box::new(
                self.mismatch(say!("日期，不带时间（如 2024-03-01）", "a date without a time, such as 2024-03-01")),
            )),
        }
    }

    fn moment_fault(self, text: &str, fault: MomentFault) -> Diagnostic {
        let message = match fault {
            MomentFault::NoSuchDate => say!("没有“{text}”这一天", "there is no such date as {text}"),
            MomentFault::Form => say!("日期“{text}”的写法不对", "`{text}` is not a date of the form 2024-03-01"),
        };
        let fault = self.fault(Code::Date, message);
        if let Some(right) = Moment::certain(text) {
            return fault.fix(right.to_string());
        }
        match Moment::guess(text) {
            Some(guess) => fault.help(say!("写作 {guess}", "write {guess}")),
            None => fault.help(say!("写作 2024-03-01 或 2024-03-01 09:30", "write 2024-03-01 or 2024-03-01 09:30")),
        }
    }

    /// One of a closed list, in either language.
    ///
    /// # Errors
    /// A diagnostic with the nearest words when it is none of them.
    pub fn choice<T: ClosedList>(self) -> Read<T> {
        let text = self.str()?;
        if let Some(known) = T::parse(text) {
            return Ok(known);
        }
        let fault =
            self.fault(Code::ValueChoice, say!("“{text}”不在可选的值之中", "`{text}` is not one of the values"));
        let near = few_nearest(text, T::ALL.iter().flat_map(|one| one.words()).copied());
        Err(Box::new(if near.is_empty() {
            let zh = T::ALL.iter().map(|one| one.name()).collect::<Vec<_>>().join("、");
            let en = T::ALL.iter().map(|one| one.code()).collect::<Vec<_>>().join(", ");
            fault.help(say!("可选的值：{zh}", "it may be: {en}"))
        } else {
            let near = near.join("、");
            fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
        }))
    }

    /// The members of a list; a single value is a list of one.
    #[must_use]
    pub fn items(self) -> Vec<Value<'a>> {
        match &self.node.kind {
            NodeKind::List(items) => items.iter().map(|node| Value { path: self.path, node }).collect(),
            NodeKind::Null => Vec::new(),
            _ => vec![self],
        }
    }

    /// Words: a list of them, or one text parted by `、`, `，` or `,`.
    ///
    /// # Errors
    /// A diagnostic when a member is not text.
    pub fn words(self) -> Read<Vec<String>> {
        if let NodeKind::Scalar { text, .. } = &self.node.kind {
            let words = text.split(['、', '，', ',']).map(str::trim);
            return Ok(words.filter(|word| !word.is_empty()).map(str::to_owned).collect());
        }
        let words: Read<Vec<String>> = self.items().into_iter().map(Value::text).collect();
        words.map(|words| words.into_iter().filter(|word| !word.is_empty()).collect())
    }

    /// The keys and values of a map with free keys; nothing for anything else.
    #[must_use]
    pub fn pairs(self) -> Vec<(&'a str, Value<'a>)> {
        match &self.node.kind {
            NodeKind::Map(entries) => {
                entries.iter().map(|(key, node)| (key.text.as_str(), Value { path: self.path, node })).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A map with free keys, each value as it is.
    #[must_use]
    pub fn free(self) -> Vec<(String, Free)> {
        self.pairs().into_iter().map(|(key, value)| (key.to_owned(), Free::from(value.node))).collect()
    }
}
