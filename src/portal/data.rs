//! Files for reuse: which there are, and where.

use super::Route;
use super::routes::Parts;
use crate::law::closed_list::closed_list;

closed_list! {
    /// A file for reuse about the site as a whole, by its name under `data/`.
    pub enum DataFile {
        Documents: "documents.json", "文件目录";
        DocumentsTable: "documents.csv", "文件目录（表格）";
        Indicators: "indicators.json", "法治指标";
        IndicatorsTable: "indicators.csv", "法治指标（表格）";
        Relations: "relations.json", "文件之间的关联";
        Sections: "sections.json", "栏目";
        Organisations: "organisations.json", "机构";
        Package: "datapackage.json", "数据表说明（Data Package）";
        Catalogue: "catalog.jsonld", "数据目录（DCAT）";
    }
}

impl DataFile {
    /// Where it is.
    #[must_use]
    pub fn route(self) -> Route {
        use crate::law::closed_list::ClosedList as _;
        Route::new(&format!("data/{}", self.code()))
    }
}

/// The template of the page that lists them.
pub const DATA_TEMPLATE: &str = "data.html";

/// Where that page is.
pub(super) fn page() -> Route {
    Route::new("data/")
}

/// Whether there is such a page.
pub(super) fn has_page(parts: &Parts<'_>) -> bool {
    parts.config.outputs.json && (parts.has_template)(DATA_TEMPLATE)
}

/// Where a file about one page is: beside the page, under the page's own name.
pub(super) fn beside(page: &Route, extension: &str) -> Route {
    let path = page.path();
    match (path.strip_suffix(".html"), path.strip_suffix('/')) {
        (Some(stem), _) => Route::new(&format!("{stem}.{extension}")),
        (None, Some(folder)) => {
            let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
            Route::new(&format!("{path}{name}.{extension}"))
        }
        (None, None) => Route::new(&format!("{path}.{extension}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_its_pages_name() {
        for (page, file) in [("a/b.html", "a/b.csv"), ("a/b/", "a/b/b.csv"), ("台账/", "台账/台账.csv")] {
            assert_eq!(beside(&Route::new(page), "csv").path(), file);
        }
    }
}
