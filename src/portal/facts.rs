//! The metadata block of a document's page: every fact that its keys give, in the order in which 启东's portal shows
//! them (gov-standards: 索引号, 分类, 发布机构, 文号, 成文日期, 发布日期, 有效性 first).

use super::view::Shown;
use super::{DocumentId, Portal};
use crate::content::{
    Consultation, Decision, Disclosure, Document, Feedback, Filing, Interview, Particulars, Policy, Report,
};
use crate::law::closed_list::ClosedList;
use crate::law::consultation::Stage;
use crate::law::moment::Moment;
use jiff::civil::Date;

/// One row of the block.
struct Fact {
    key: &'static str,
    name: &'static str,
    told: Told,
}

/// What a row tells.
enum Told {
    Words(String),
    Date(Moment),
    Links(Vec<Link>),
    /// So many that they are a list of their own.
    List(Vec<Link>),
}

/// The rows that have something to show.
#[derive(Default)]
struct Block(Vec<Fact>);

impl Block {
    fn add(&mut self, (key, name): (&'static str, &'static str), told: Told) {
        self.0.push(Fact { key, name, told });
    }

    fn text(&mut self, key: &'static str, name: &'static str, text: Option<impl Into<String>>) {
        if let Some(text) = text {
            self.add((key, name), Told::Words(text.into()));
        }
    }

    fn words(&mut self, key: &'static str, name: &'static str, words: impl IntoIterator<Item = String>) {
        let words: Vec<String> = words.into_iter().collect();
        match words.len() {
            0 => {}
            1..=FEW => self.add((key, name), Told::Words(words.join("、"))),
            _ => self.add((key, name), Told::List(words.into_iter().map(|word| (word, None)).collect())),
        }
    }

    fn links(&mut self, key: &'static str, name: &'static str, links: impl IntoIterator<Item = Link>) {
        let links: Vec<Link> = links.into_iter().collect();
        match links.len() {
            0 => {}
            1..=FEW => self.add((key, name), Told::Links(links)),
            _ => self.add((key, name), Told::List(links)),
        }
    }

    fn date(&mut self, key: &'static str, name: &'static str, date: Option<impl Into<Moment>>) {
        if let Some(date) = date {
            self.add((key, name), Told::Date(date.into()));
        }
    }

    fn finish(self) -> Shown {
        let (lists, rows): (Vec<Fact>, Vec<Fact>) =
            self.0.into_iter().partition(|fact| matches!(fact.told, Told::List(_)));
        let shown = |facts: Vec<Fact>| Shown::List(facts.into_iter().map(row).collect());
        Shown::Record(vec![("rows", shown(rows)), ("lists", shown(lists))])
    }
}

/// A word, and where it leads.
type Link = (String, Option<String>);

/// More items than this are a list of their own.
const FEW: usize = 4;

/// A row as templates see it.
fn row(Fact { key, name, told }: Fact) -> Shown {
    let (text, iso, items) = match told {
        Told::Words(words) => (words.into(), Shown::Nothing, Shown::Nothing),
        Told::Date(moment) => (moment.to_string().into(), moment.day().into(), Shown::Nothing),
        Told::Links(links) | Told::List(links) => {
            (Shown::Nothing, Shown::Nothing, Shown::List(links.into_iter().map(link).collect()))
        }
    };
    Shown::Record(vec![
        ("key", Shown::word(key)),
        ("name", Shown::word(name)),
        ("text", text),
        ("iso", iso),
        ("items", items),
    ])
}

fn link((text, url): Link) -> Shown {
    Shown::Record(vec![("text", text.into()), ("url", Shown::text(url))])
}

impl Portal {
    /// The metadata block of a document.
    pub(super) fn facts(&self, id: DocumentId) -> Shown {
        let document = self.document(id);
        let mut block = Block::default();
        self.head(document, id, &mut block);
        self.particulars(document, id, &mut block);
        self.tail(document, &mut block);
        block.finish()
    }

    fn head(&self, document: &Document, id: DocumentId, block: &mut Block) {
        let front = &document.front;
        block.text("index_number", "索引号", front.index_number.clone());
        let topic = front.topic.map(|topic| {
            let term = self.terms().class(topic.class().name);
            (topic.to_string(), term.map(|term| self.url(&self.terms().get(term).route)))
        });
        block.links("topic", "主题分类", topic);
        block.text("form", "公文种类", front.form.map(ClosedList::name));
        let publishers = front.publishers.iter().map(|id| {
            let name = self.config.organisations.get(*id).name.clone();
            (name, self.organisation_url(*id))
        });
        block.links("publisher", "发布机构", publishers);
        block.text("doc_number", "发文字号", front.doc_number.as_ref().map(ToString::to_string));
        block.date("issued", "成文日期", front.issued);
        block.date("published", "发布日期", front.published);
        block.date("updated", "更新日期", self.updated(id));
        let state = self.states[id.index()];
        let label = if matches!(state, super::State::Consultation(_)) { "征集状态" } else { "有效性" };
        block.text("status", label, state.name());
    }

    fn particulars(&self, document: &Document, id: DocumentId, block: &mut Block) {
        match &document.particulars {
            Particulars::Report(report) => reports(report, block),
            Particulars::Disclosure(disclosure) => tables(disclosure, block),
            Particulars::Policy(policy) => self.policy(document, policy, block),
            Particulars::Interpretation(interpretation) => {
                let media = interpretation.media.iter().map(|media| media.name().to_owned());
                block.words("media", "解读形式", media);
            }
            Particulars::Decision(decision) => decisions(decision, self.undertaker(decision), block),
            Particulars::Consultation(consultation) => {
                // Before its day, an answer that is written already is not told.
                let is_answered = self.stage(id) == Some(Stage::Answered);
                let feedback = consultation.feedback.as_ref().filter(|_| is_answered);
                consultations(consultation, feedback, block);
            }
            Particulars::Interview(interview) => interviews(interview, block),
            // Its table stands on the page itself.
            Particulars::Register(_) => {}
            Particulars::Notice | Particulars::News | Particulars::Page => {}
        }
    }

    fn policy(&self, document: &Document, policy: &Policy, block: &mut Block) {
        block.text("title", "名称", Some(document.front.title.clone()));
        let published = document.front.published.map(|moment| moment.date);
        block.date("effective", "施行日期", policy.effective.or(published));
        block.date("expires", "有效期至", policy.expires);
        block.text("normative", "规范性文件", policy.normative.then_some("是"));
        block.text("register_number", "登记号", policy.register_number.clone());
        block.text("filing", "备案", policy.filed_by(self.date).map(filing));
    }

    fn tail(&self, document: &Document, block: &mut Block) {
        let front = &document.front;
        block.text("source", "来源", front.source.clone());
        block.text("author", "作者", front.author.clone());
        block.words("duty", "公开事项", front.duty.iter().map(|duty| duty.text().to_owned()));
        block.date("archived", "归档日期", front.archived.filter(|date| *date <= self.date));
    }
}

fn filing(filing: &Filing) -> String {
    let with = filing.with.as_ref().map(|with| format!("报{with}备案"));
    let date = filing.date.map(|date| date.to_string());
    [filing.number.clone(), with, date].into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// Its figures have a table of their own.
fn reports(report: &Report, block: &mut Block) {
    block.text("year", "年度", Some(format!("{}年", report.year)));
}

fn tables(disclosure: &Disclosure, block: &mut Block) {
    block.text("year", "年度", Some(format!("{}年", disclosure.year)));
    let totals =
        disclosure.tables.iter().map(|sheet| format!("{}（{} 行）", sheet.table().name(), sheet.rows().count()));
    block.words("tables", "统计表", totals);
}

fn decisions(decision: &Decision, undertaker: Option<String>, block: &mut Block) {
    block.text("year", "年度", Some(format!("{}年", decision.year)));
    block.text("undertaker", "承办单位", undertaker);
    block.text("due", "拟决策时间", decision.due.clone());
    block.words("steps", "决策程序", decision.steps.iter().map(|step| step.name().to_owned()));
}

fn consultations(consultation: &Consultation, answer: Option<&Feedback>, block: &mut Block) {
    block.date("opens", "开始日期", Some(consultation.opens));
    block.date("closes", "截止日期", Some(consultation.closes));
    block.text("short_reason", "缩短理由", consultation.short_reason.clone());
    block.words("channels", "反馈渠道", consultation.channels.iter().cloned());
    block.text("feedback", "意见采纳", answer.map(feedback));
}

fn feedback(feedback: &Feedback) -> String {
    let date = feedback.date.map(|date: Date| format!("{date} 反馈"));
    let received = feedback.received.map(|count| format!("收到 {count} 条"));
    let adopted = feedback.adopted.map(|count| format!("采纳 {count} 条"));
    [date, received, adopted, feedback.note.clone()].into_iter().flatten().collect::<Vec<_>>().join("，")
}

fn interviews(interview: &Interview, block: &mut Block) {
    block.date("held", "访谈日期", interview.held);
    block.words("guests", "嘉宾", interview.guests.iter().cloned());
}
