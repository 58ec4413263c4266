//! Personal data is not published: numbers that prove what they are, and what only looks so.

use crate::audit::passage::Seen;
use crate::audit::{Auditor, Few, Passage};
use crate::diag::{Code, Diagnostic, Rule, Text};
use crate::law::personal::{Found, Personal, bare, may_be_held};
use crate::say;

/// What is proved by its form, or by its form and a word beside it.
pub(super) const PROVED: &[Rule] =
    &[Rule::PersonalIdentity, Rule::PersonalCard, Rule::PersonalMobile, Rule::PersonalPassport];
/// What a person must look at.
pub(super) const PROBABLE: &[Rule] =
    &[Rule::PersonalNumber, Rule::PersonalAccount, Rule::PersonalAddress, Rule::OfficeMobile];

pub(super) fn proved(passage: &Passage<'_>, auditor: &Auditor<'_>) -> Few {
    if passage.may_hold(may_be_held) { look(passage, auditor, PROVED) } else { Few::default() }
}

pub(super) fn probable(passage: &Passage<'_>, auditor: &Auditor<'_>) -> Few {
    look(passage, auditor, PROBABLE)
}

fn look(passage: &Passage<'_>, auditor: &Auditor<'_>, rules: &[Rule]) -> Few {
    let seen = passage.personal().iter().filter(|seen| rules.contains(&rule(seen.what.kind)));
    let told = seen.filter(|seen| !is_contact(&seen.words, seen.what.kind, auditor));
    told.map(|Seen { what: Found { kind, masked, .. }, written, .. }| {
        let rule = Code::Rule(rule(*kind));
        Diagnostic::new(rule, passage.place(written.clone()), message(*kind, masked)).help(help(*kind))
    })
    .collect()
}

fn rule(kind: Personal) -> Rule {
    match kind {
        Personal::Identity | Personal::OldIdentity => Rule::PersonalIdentity,
        Personal::LikelyIdentity => Rule::PersonalNumber,
        Personal::BankCard => Rule::PersonalCard,
        Personal::Mobile => Rule::PersonalMobile,
        Personal::Passport => Rule::PersonalPassport,
        Personal::Account => Rule::PersonalAccount,
        Personal::Address => Rule::PersonalAddress,
        Personal::OfficeMobile => Rule::OfficeMobile,
    }
}

/// Whether the site itself publishes a number as a contact.
fn is_contact(written: &str, kind: Personal, auditor: &Auditor<'_>) -> bool {
    matches!(kind, Personal::Mobile | Personal::OfficeMobile) && auditor.config().publishes_phone(&bare(written))
}

fn message(kind: Personal, masked: &str) -> Text {
    match kind {
        Personal::Identity | Personal::OldIdentity => {
            say!("有公民身份号码：{masked}", "there is an identity number: {masked}")
        }
        Personal::LikelyIdentity => {
            say!("疑似公民身份号码：{masked}", "this may be an identity number: {masked}")
        }
        Personal::BankCard => say!("有银行卡号：{masked}", "there is the number of a bank card: {masked}"),
        Personal::Mobile => say!("有手机号码：{masked}", "there is a mobile number: {masked}"),
        Personal::Passport => {
            say!("有护照或者通行证号码：{masked}", "there is the number of a passport or permit: {masked}")
        }
        Personal::Account => say!("疑似个人账号：{masked}", "this may be a person's account: {masked}"),
        Personal::Address => say!("疑似个人住址：{masked}", "this may be where a person lives: {masked}"),
        Personal::OfficeMobile => {
            say!("单位联系方式用了手机号码：{masked}", "an office gives a mobile number as its contact: {masked}")
        }
    }
}

fn help(kind: Personal) -> Text {
    match kind {
        Personal::Address => say!("只公开到乡镇、街道", "publish no more of it than the township"),
        Personal::OfficeMobile => say!(
            "改用座机；确需公布手机的，登记到 xiangwei.yaml 的 audit.contacts（审计.联系电话）",
            "give a land line, or enter the number in xiangwei.yaml under audit.contacts"
        ),
        Personal::Mobile => say!(
            "删去，或遮盖中间四位（138****1234）；单位对外公布的，登记到 xiangwei.yaml 的 audit.contacts（审计.联系电话）",
            "take it out or hide its middle (138****1234); enter one that an office publishes in xiangwei.yaml under audit.contacts"
        ),
        Personal::Account => say!(
            "个人账号删去，或只留后四位；单位账号确需公开的，在 audit.exceptions 写明理由",
            "take a person's account out or leave the last four digits; give the reason for an office's in audit.exceptions"
        ),
        Personal::LikelyIdentity => say!(
            "是身份号码的，删去或只留开头和末尾各两位；是别的编号的，不必改",
            "if it is one, take it out or leave two characters at both ends; another number may stay"
        ),
        Personal::BankCard => say!("删去，或只留后四位", "take it out, or leave the last four digits alone"),
        Personal::Identity | Personal::OldIdentity | Personal::Passport => {
            say!("删去，或只留开头和末尾各两位", "take it out, or leave two characters at both ends")
        }
    }
}
