//! Disclosure.
