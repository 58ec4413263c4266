//! 解读形式: the shapes in which a policy is explained.
//!
//! The contract's list, after the forms that 国办发〔2016〕80号 and local rules on 政策解读 name.

use crate::law::closed_list::closed_list;

closed_list! {
    /// The shape of an interpretation.
    pub enum Media {
        Text: "text", "文字";
        Graphic: "graphic", "图解", "图表";
        Video: "video", "视频";
        Audio: "audio", "音频";
        Answers: "answers", "问答";
        PressConference: "press_conference", "发布会", "新闻发布会";
        Expert: "expert", "专家";
    }
}
