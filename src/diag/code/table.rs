//! Every code that a diagnostic can carry.
//!
//! This table is the one home of a code: `xiangwei explain` and `docs/faults.md` are made from it.

use super::{Explanation, Rule, codes};
use crate::diag::Severity;

codes! {
    FrontMatterMissing "front-matter-missing" Error {
        "文件没有以 --- 开头的元数据（front matter）。每个文档都要在两行 --- 之间写明标题等。"
        "The file does not begin with front matter: a block between two --- lines that gives the title and more."
        bad "# 关于做好……的通知\n\n正文……"
        good "---\ntitle: 关于做好……的通知\n---\n\n正文……"
    }
    FrontMatterUnclosed "front-matter-unclosed" Error {
        "元数据开头的 --- 之后没有找到结尾的 ---。"
        "The front matter is opened by a --- line and never closed by another."
        bad "---\ntitle: 通知\n\n正文……"
        good "---\ntitle: 通知\n---\n\n正文……"
    }
    Yaml "yaml" Error {
        "这里不是正确的 YAML：常见原因是引号没有成对、缩进不齐、冒号后没有空格，或把冒号写成了全角。"
        "This is not YAML: often an unclosed quote, uneven indentation, no space after a colon, or a full-width colon."
        bad "title: \"通知"
        good "title: \"通知\""
    }
    KeyUnknown "key-unknown" Error {
        "没有这个键。自定义的内容放在 extra（扩展）之下。"
        "There is no such key. Free content goes under `extra`."
        bad "titel: 通知"
        good "title: 通知"
    }
    KeyTwice "key-twice" Error {
        "同一个键写了两次；同一个键的中文名和英文名也算一个键。"
        "A key is written twice; its Chinese and its English name are one key."
        bad "title: 通知\n标题: 通知"
        good "title: 通知"
    }
    KeyOfAnotherKind "key-of-another-kind" Error {
        "这个键属于别的文种，当前文种没有它。"
        "The key belongs to documents of another kind."
        bad "kind: notice\ninterprets: 示政发〔2025〕1号"
        good "kind: interpretation\ninterprets: 示政发〔2025〕1号"
    }
    KeyMissing "key-missing" Error {
        "缺少必填的键，或必填的键没有值。草稿里只是提示：补上以后才能发布。"
        "A key that is required is missing or has no value. In a draft it is a note: it is needed before that is published."
        bad "kind: report\ntitle: 年度报告"
        good "kind: report\ntitle: 年度报告\nyear: 2024"
    }
    ValueType "value-type" Error {
        "值的类型不对，例如应写整数、列表或“是/否”的地方写了别的。"
        "The value has the wrong type: a whole number, a list or yes/no was expected, for example."
        bad "weight: 高"
        good "weight: 10"
    }
    ValueChoice "value-choice" Error {
        "值不在规定的选项之中。"
        "The value is not one of those that the key may have."
        bad "kind: 公告栏"
        good "kind: 通知公告"
    }
    Date "date" Error {
        "日期不存在或写法不对。日期写作 2024-03-01，带时间写作 2024-03-01 09:30。"
        "The date does not exist or is not written as 2024-03-01 (with a time: 2024-03-01 09:30)."
        bad "published: 2024-02-30"
        good "published: 2024-02-29"
    }
    DateOrder "date-order" Error {
        "两个日期的先后不合理，例如更新早于发布、截止早于开始。"
        "Two dates stand in the wrong order: updated before published, closed before opened."
        bad "published: 2024-03-05\nupdated: 2024-03-01"
        good "published: 2024-03-01\nupdated: 2024-03-05"
    }
    IssuedLate "issued-late" Warning {
        "成文日期晚于发布日期。"
        "The document was signed after it was published."
        bad "issued: 2024-03-05\npublished: 2024-03-01"
        good "issued: 2024-03-01\npublished: 2024-03-05"
    }
    FeedbackEarly "feedback-early" Warning {
        "反馈日期早于征集的截止日期：截止日期当天仍可以提出意见。"
        "Feedback is dated before the consultation closes, while opinions may still come in."
        bad "closes: 2024-03-31\nfeedback: { date: 2024-03-20 }"
        good "closes: 2024-03-31\nfeedback: { date: 2024-04-10 }"
    }
    FeedbackTwice "feedback-twice" Error {
        "一次意见征集只有一份反馈，一份反馈文件只答复一次征集。再次征集的，另写一个意见征集文档。"
        "A consultation has one feedback, and a document is the feedback of one consultation; a second round is a document of its own."
        bad "feedback:\n  - { date: 2024-04-10, received: 12 }\n  - { date: 2024-05-10, received: 3 }"
        good "feedback: { date: 2024-05-10, received: 15 }"
    }
    DocNumber "doc-number" Error {
        "发文字号没有这种写法。应由机关代字、六角括号中的四位年份、不加“第”和前导零的序号组成（党政机关公文处理工作条例第九条、GB/T 9704—2012 7.2.5）。"
        "The document number has no such form: the body's code, a four-digit year in 〔〕, and a serial without 第 or leading zeros (GB/T 9704-2012, 7.2.5)."
        bad "doc_number: 启政发〔2024〕01号"
        good "doc_number: 启政发〔2024〕1号"
    }
    DocNumberMended "doc-number-mended" Warning {
        "发文字号里用了别的括号、全角数字或空格；已按其本意读取，页面上按规范写法显示。"
        "The document number has other brackets, full-width digits or spaces; it was read as what it means and is shown in the right form."
        bad "doc_number: 启政发[2024]1号"
        good "doc_number: 启政发〔2024〕1号"
    }
    DocNumberTwice "doc-number-twice" Error {
        "两个文档用了同一个发文字号。"
        "Two documents have one document number."
        bad "甲.md: doc_number: 启政发〔2024〕1号\n乙.md: doc_number: 启政发〔2024〕1号"
        good "甲.md: doc_number: 启政发〔2024〕1号\n乙.md: doc_number: 启政发〔2024〕2号"
    }
    IndexNumberTwice "index-number-twice" Error {
        "两个文档用了同一个索引号。"
        "Two documents have one index number."
        bad "甲.md: index_number: 014235097/2020-00047\n乙.md: index_number: 014235097/2020-00047"
        good "甲.md: index_number: 014235097/2020-00047\n乙.md: index_number: 014235097/2020-00048"
    }
    IdTwice "id-twice" Error {
        "两个文档（或机构、指标、承诺）用了同一个标识。"
        "Two documents, organisations, indicators or promises have one id."
        bad "甲.md: id: plan\n乙.md: id: plan"
        good "甲.md: id: plan\n乙.md: id: plan-2025"
    }
    ReferenceUnknown "reference-unknown" Error {
        "引用的文档不存在。引用可以写标识（id）、发文字号，或文件路径。"
        "The reference finds no document. A reference is an id, a document number or a path to a file."
        bad "interprets: 启政发〔2024〕100号"
        good "interprets: 启政发〔2024〕10号"
    }
    ReferenceAmbiguous "reference-ambiguous" Error {
        "引用同时符合两个文档。"
        "The reference fits two documents."
        bad "related: [plan.md]"
        good "related: [/jhap/plan.md]"
    }
    ReferenceUnpublished "reference-unpublished" Warning {
        "引用的文档是草稿或尚未到发布日期，页面上只显示文字，不加链接。"
        "The reference is to a draft or a scheduled document; the page shows its text without a link."
        bad "related: [draft.md]"
        good "related: [published.md]"
    }
    OrganisationUnknown "organisation-unknown" Error {
        "没有这个机构。机构登记在 data/organisations.yaml，可写标识、全称或简称。"
        "There is no such organisation in data/organisations.yaml; its id, full or short name may be written."
        bad "publisher: 市政腐"
        good "publisher: 市政府"
    }
    UrlTwice "url-twice" Error {
        "两个来源要写到同一个网址（不区分大小写）。"
        "Two sources would be written to one URL (compared without case)."
        bad "content/a/x.md 与 content/a/X.md"
        good "content/a/x.md 与 content/a/y.md"
    }
    UrlForm "url-form" Error {
        "链接名或旧链接的写法不对：链接名只能是一段，路径不能含“..”，也不能指向站外。"
        "A slug or alias has the wrong form: a slug is one path segment, and no path may contain `..` or leave the site."
        bad "slug: a/b"
        good "slug: a-b"
    }
    SecretInFile "secret-in-file" Error {
        "密钥、口令不能写在文件里：会随备份、版本库和日志流出去。放在环境变量里，设置里只写变量的名称。"
        "A secret does not belong in a file: it would leave with backups, repositories and logs. Put it in a variable of the environment; settings hold the variable's name alone."
        bad "deploy:\n  云: { way: s3, secret_key: …… }"
        good "deploy:\n  云: { way: s3, secret_key_from: OSS_SECRET_KEY }"
    }
    SectionUntitled "section-untitled" Error {
        "有文档的文件夹就是栏目，要有 _index.md 写明栏目标题。"
        "A folder with documents is a section and needs an _index.md that gives its title."
        bad "content/zcwj/2024-1.md"
        good "content/zcwj/_index.md\ncontent/zcwj/2024-1.md"
    }
    AttachmentMissing "attachment-missing" Error {
        "附件不存在。附件放在文档旁边；以 / 开头的在 static/ 之下。"
        "The attachment is not there. It stands beside the document, or under static/ when it begins with `/`."
        bad "attachments: [{ file: 附表.xls, title: 附表 }]"
        good "attachments: [{ file: 附表.xlsx, title: 附表 }]"
    }
    ImageMissing "image-missing" Error {
        "图片不存在。"
        "The image is not there."
        bad "![流程图](liucheng.png)"
        good "![流程图](流程.png)"
    }
    LinkBroken "link-broken" Error {
        "站内链接没有指向任何页面或文件。"
        "A link within the site leads to no page or file."
        bad "[通知](2024-99.md)"
        good "[通知](2024-9.md)"
    }
    AnchorMissing "anchor-missing" Error {
        "链接所指的页面里没有这个标题。"
        "The page that the link leads to has no such heading."
        bad "[工作安排](2024.md#工作按排)"
        good "[工作安排](2024.md#工作安排)"
    }
    LinkForm "link-form" Error {
        "不能使用这种链接：只允许站内路径、http、https、mailto 和 tel。"
        "Links of this form are not allowed: only paths within the site, http, https, mailto and tel."
        bad "[点此](javascript:void)"
        good "[点此](https://www.gov.cn/)"
    }
    StatusDisagrees "status-disagrees" Error {
        "写出的有效性与日期或关联文件推算的结果不一致。"
        "The status that is written disagrees with the one that follows from the dates and relations."
        bad "status: 有效\nexpires: 2020-12-31"
        good "status: 失效\nexpires: 2020-12-31"
    }
    EffectSelf "effect-self" Error {
        "文件修改或废止了自己。"
        "A document amends or repeals itself."
        bad "doc_number: 示政发〔2025〕2号\nrepeals: 示政发〔2025〕2号"
        good "doc_number: 示政发〔2025〕2号\nrepeals: 示政发〔2019〕7号"
    }
    EffectTwice "effect-twice" Error {
        "同一份文件（或它的同一条款）在修改或废止里写了两次。"
        "A document, or the same part of it, stands twice among those that are amended or repealed."
        bad "repeals: [示政发〔2019〕7号, 示政发〔2019〕7号]"
        good "repeals: [示政发〔2019〕7号]"
    }
    EffectCircle "effect-circle" Error {
        "几份文件互相修改或废止，成了一圈。只有后发的文件能修改或废止先发的文件。"
        "Documents amend or repeal each other in a circle. Only a later document can amend or repeal an earlier one."
        bad "amends: 示政发〔2025〕2号   # 示政发〔2025〕2号 又修改了这份文件"
        good "amends: 示政发〔2019〕7号"
    }
    IndicatorQuote "indicator-quote" Error {
        "指标的原文没有出现在正文里，或原文里没有这个数值。"
        "An indicator's quote does not occur in the text, or does not hold the value."
        bad "value: \"22911\"\nquote: 共发布信息 22991 条"
        good "value: \"22911\"\nquote: 共发布信息 22911 条"
    }
    IndicatorUnit "indicator-unit" Error {
        "指标的单位与指标库里的单位不能换算。"
        "The indicator's unit cannot be converted to the dictionary's."
        bad "unit: 元 （指标库：件）"
        good "unit: 万件 （指标库：件）"
    }
    IndicatorUnknown "indicator-unknown" Error {
        "data/indicators.yaml 里没有这个指标。"
        "There is no such indicator in data/indicators.yaml."
        bad "id: disclosure.item"
        good "id: disclosure.items"
    }
    IndicatorTwice "indicator-twice" Error {
        "同一机构的两份报告给同一指标的同一年度写了不同的数值。"
        "Two reports of one publisher give one indicator two values for one year."
        bad "甲.md: year: 2024，value: \"96\"\n乙.md: year: 2024，value: \"97\""
        good "甲.md: year: 2024，value: \"96\"\n乙.md: year: 2024，value: \"96\""
    }
    IndicatorChange "indicator-change" Warning {
        "写出的同比与两个年度的数值算出的不一致。"
        "The change that is written disagrees with the one that follows from the values of the two years."
        bad "2023: value: \"100\"\n2024: value: \"120\"，change: \"25\""
        good "2023: value: \"100\"\n2024: value: \"120\"，change: \"20\""
    }
    CommitmentUnknown "commitment-unknown" Error {
        "没有哪份报告作出过这项承诺。"
        "No report made this promise."
        bad "fulfils: [{ commitment: 2025-plan-9, status: 已完成 }]"
        good "fulfils: [{ commitment: 2025-plan-1, status: 已完成 }]"
    }
    CommitmentAnswer "commitment-answer" Error {
        "对承诺的回应不成立：写在作出承诺的同一份报告或更早年度的报告里，或者一份报告回应了两次。"
        "An answer to a promise stands in the report that made it or in one of an earlier year, or twice in one report."
        bad "year: 2024，commitments: [{ id: plan-1, … }]，fulfils: [{ commitment: plan-1, … }]"
        good "year: 2025，fulfils: [{ commitment: plan-1, status: 已完成 }]"
    }
    TableForm "table-form" Error {
        "公开年报的表格形状不对：行名、列数或数值有误（国办公开办函〔2021〕30号）。"
        "A table of the disclosure report has the wrong shape: a row's name, the number of columns or a value."
        bad "requests: { 新收: [1, 0, 0] }"
        good "requests: { new: [1, 0, 0, 0, 0, 0, 1] }"
    }
    TableSum "table-sum" Error {
        "公开年报的表格合计不平（国办公开办函〔2021〕30号）。"
        "A table of the disclosure report does not add up."
        bad "new: [1, 0, 0, 0, 0, 0, 2]"
        good "new: [2, 0, 0, 0, 0, 0, 2]"
    }
    ReportSection "report-section" Warning {
        "公开年报应有六个部分，名称和次序固定（国办公开办函〔2021〕30号）：一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，四、政府信息公开行政复议、行政诉讼情况，五、存在的主要问题及改进情况，六、其他需要报告的事项。"
        "A disclosure report has six sections with fixed names in a fixed order; one is missing, out of order or named otherwise."
        bad "## 三、依申请公开情况"
        good "## 三、收到和处理政府信息公开申请情况"
    }
    Template "template" Error {
        "模板出错：名称不存在、语法不对，或函数的参数不对。"
        "A template failed: an unknown name, a mistake in its syntax, or a wrong argument."
        bad "{{ document.titel }}"
        good "{{ document.title }}"
    }
    TemplateMissing "template-missing" Error {
        "没有这个模板。"
        "There is no such template."
        bad "template: baogao.html"
        good "template: report.html"
    }
    OneByOne "one-by-one" Note {
        "模板逐个读取了很多（超过 256 个）文档的同一个字段。页面没有错，但任何一个文档的这个字段变了，或文档有增减，整页都要重新生成。用 query(…, fields=[…]) 列出文档，页面就只在列出的文档变了时重新生成；或用 part() 印每一项。"
        "A template reads one field of very many documents (more than 256), one after the other. The page is right, but it is made again whenever that field of any document changes, or a document comes or goes. With query(…, fields=[…]) it is made again only when the documents that it lists change; or print each of them by part()."
        bad "{% for item in query(kind=\"policy\") %}{{ item.title }}{% endfor %}"
        good "{% for item in query(kind=\"policy\", fields=[\"title\"]) %}{{ item.title }}{% endfor %}"
    }
    Diagram "diagram" Error {
        "流程图的文字有误：箭头所指的步骤不存在，步骤写了两次，时限读不懂，括号没有成对，或问题没有写明每个回答通向哪一步。"
        "A process diagram's text is wrong: an arrow leads to a step that is not there, a step is written twice, a time is not understood, a bracket has no other, or it is not said where the answers to a question lead."
        bad "```流程\n受理（窗口，15）\n-> 办里\n办理\n```"
        good "```流程\n受理（窗口，15日）\n-> 办理\n办理\n```"
    }
    Data "data" Error {
        "数据文件不存在或读不懂。"
        "A data file is missing or cannot be read."
        bad "data: 116项清单.cvs"
        good "data: 116项清单.csv"
    }
    RegisterRow "register-row" Error {
        "台账数据的一行与列名对不齐：格数多了或少了，或者双引号没有配对。"
        "A row of a register's data file has more or fewer cells than there are columns, or a quotation mark that is not closed."
        bad "编号,问题,状态\n1,未公示，已整改"
        good "编号,问题,状态\n1,未公示,已整改"
    }
    RegisterColumn "register-column" Error {
        "台账的列在数据文件里没有、没有列名，或有两列同名。"
        "A register's column is not in its data file, has no name, or has the name of another one."
        bad "columns: [编号, 状太]"
        good "columns: [编号, 状态]"
    }
    NotUtf8 "not-utf8" Error {
        "文件不是 UTF-8 编码。用记事本或 WPS 另存时请选择 UTF-8。"
        "The file is not UTF-8."
        bad "（以 GBK 保存的文件）"
        good "（以 UTF-8 保存的文件）"
    }
    SymlinkOutside "symlink-outside" Error {
        "符号链接指向了站点文件夹之外。"
        "A symbolic link leaves the site's folder."
        bad "content/a.md -> /etc/hosts"
        good "content/a.md"
    }
    FileUnused "file-unused" Warning {
        "文件没有被任何文档或模板引用，不会发布。"
        "The file is referred to by no document or template and is not published."
        bad "content/zcwj/~$报告.docx"
        good "attachments: [{ file: 报告.docx }]"
    }
    FileActive "file-active" Error {
        "附件或图片是网页、脚本，或含脚本的 SVG，打开时会在网站上运行；内容目录里的文件不允许这样。"
        "An attachment or image is a web page, a script, or an SVG that holds one, and would run on the portal's own origin; files under content/ may not."
        bad "attachments: [{ file: 说明.html }]"
        good "attachments: [{ file: 说明.pdf }]"
    }
    ForeignFile "foreign-file" Error {
        "输出文件夹里有一个不是本程序写的文件，正好占着要写的位置。"
        "The output folder holds a file that is not ours where we must write."
        bad "public/index.html （手工放入的）"
        good "static/index.html 或移走该文件"
    }
    Cache "cache" Warning {
        "构建记录（.xiangwei/cache）损坏或读不了，这次全部重新生成；网站不受影响。"
        "The memory of earlier builds (.xiangwei/cache) is damaged or cannot be read; everything is made again. The site is right all the same."
        bad "磁盘出错，或有人改动了 .xiangwei/cache"
        good "不用处理；下次生成恢复正常 · nothing to do"
    }
    ChangedByHand "changed-by-hand" Warning {
        "输出文件夹里的文件被人改过；改过的文件已另存到 .xiangwei/kept/。"
        "A file in the output folder was changed by hand; the changed file was kept under .xiangwei/kept/."
        bad "直接修改 public/index.html"
        good "修改 content/_index.md 后重新生成"
    }
    Unguarded "unguarded" Warning {
        "有内容没有检查：用了 --no-check，或 audit 关掉了不得公开的内容（个人信息、涉密标志、脚本链接）的规则、例外包括全部文件，或网站没有生成。"
        "Something was not looked at: --no-check was given; under audit, a rule for what may never be published (personal data, marks of secrecy, script links) is off or excepted for all files; or the site could not be built."
        bad "xiangwei build --no-check"
        good "xiangwei build"
    }
    Scheduled "scheduled" Note {
        "发布日期晚于生成日期，这次没有发布。用 --future 可以提前查看。"
        "The document is scheduled: its date of publication is later than the build's. `--future` builds it."
        bad "published: 2999-01-01"
        good "published: 2024-01-01"
    }
    HostileFile "hostile-file" Error {
        "处理这个文件时程序内部出错；其余文件不受影响。"
        "The program failed while it worked on this file; no other file is affected."
        bad "（极端构造的文件）"
        good "（普通文件）"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_found_again() {
        for code in Code::FAULTS {
            assert_eq!(Code::parse(code.word()), Some(*code));
        }
        assert_eq!(Code::parse("nothing"), None);
    }
}
