//! Numbers by which the portal's things name each other.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub u32);

            impl $name {
                /// The id of the thing at `index` in its list.
                #[must_use]
                pub fn new(index: usize) -> Self {
                    Self(u32::try_from(index).expect("a portal has fewer than 2^32 things of a kind"))
                }

                /// The thing's place in its list.
                #[must_use]
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

ids! {
    /// A document, by its place in the order of paths.
    DocumentId
    /// A section; the first is the home.
    SectionId
    /// A term of a taxonomy.
    TermId
    /// The figures of one indicator.
    SeriesId
}
