//! The terms of the field as types: document numbers, classes, states, official tables.
//!
//! Text as an author wrote it goes in; a value that can only be right comes out, or a fault that
//! names its byte range and, where one can be worked out, the text to write instead. Nothing here
//! touches disk, network or clock (a date is always given), and nothing here speaks to a person:
//! messages are made by the callers. Every reader is total: no input makes it panic.

// How words and characters are read.
pub mod character;
pub mod closed_list;
pub mod nearest;

// What a document is called and how it is classed.
pub mod doc_number;
pub mod duty;
pub mod form;
pub mod index_number;
pub mod subject;

// Who publishes, and where.
pub mod column_sort;
pub mod column_type;
pub mod credit_code;
pub mod level;
pub mod registration;
pub mod site_code;

// How things stand on a day.
pub mod calendar;
pub mod consultation;
pub mod decision;
pub mod freshness;
pub mod inspection;
pub mod interpretation;
pub mod media;
pub mod moment;
pub mod promise;
pub mod time_limit;
pub mod validity;
pub mod work_off;
pub mod yearly;

// Numbers in the text and in the official tables.
pub mod better;
pub mod disclosure;
pub mod quantity;

// What must not be published, or not so.
pub mod bare;
pub mod personal;
pub mod secrecy;
pub mod secret;
pub mod wording;
