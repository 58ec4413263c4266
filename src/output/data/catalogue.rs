//! `catalog.jsonld`: the files as a catalogue that data portals gather (DCAT 2, W3C), with its vocabulary inside, so that
//! nothing need be fetched to read it; and the same sets for search engines (schema.org).

use super::stock::Stock;
use super::{Row, listing, put, register};
use crate::output::media::media_type;
use crate::portal::DataFile;
use crate::portal::view::View;
use serde_json::{Value, json};

/// The sets, each with its files.
const SETS: [(&str, &str, &[DataFile]); 5] = [
    (
        "documents",
        "文件目录：每份公开文件的标题、类型、机构、日期、文号、有效性等",
        &[DataFile::DocumentsTable, DataFile::Documents],
    ),
    ("indicators", "法治指标：历年报告里的数值，逐项注明原文", &[DataFile::IndicatorsTable, DataFile::Indicators]),
    ("relations", "文件之间的关联：修改、废止、解读、依据等", &[DataFile::Relations]),
    ("sections", "栏目", &[DataFile::Sections]),
    ("organisations", "机构", &[DataFile::Organisations]),
];

/// One file of a set.
struct File {
    address: String,
    bytes: usize,
    sha256: String,
}

impl Stock {
    fn files(&self, files: &[DataFile]) -> Vec<File> {
        let file = |file: &DataFile| {
            let made = self.get(*file);
            let address = self.portal().permalink(&file.route());
            File { address, bytes: made.bytes.len(), sha256: made.sha256.clone() }
        };
        files.iter().map(file).collect()
    }

    /// The sets: a name, what they are, their files. Each register is one.
    fn all_sets(&self) -> Vec<(String, String, Vec<File>)> {
        let own = SETS.iter().map(|(name, title, files)| ((*name).to_owned(), (*title).to_owned(), self.files(files)));
        let registers = register::all(self.portal()).into_iter().map(|sheet| {
            (sheet.name, sheet.title, vec![File { address: sheet.address, bytes: sheet.bytes, sha256: sheet.sha256 }])
        });
        own.chain(registers).collect()
    }

    /// The sets as schema.org has them.
    pub(super) fn sets(&self) -> Vec<Value> {
        let licence = self.portal().show_text(View::Site, "licence");
        let set = |(_, title, files): (String, String, Vec<File>)| {
            let mut set = Row::new();
            put(&mut set, "@type", Some("Dataset"));
            let (name, about) = title.split_once('：').unwrap_or((&title, &title));
            put(&mut set, "name", Some(name));
            put(&mut set, "description", Some(about));
            put(&mut set, "license", licence.clone());
            put(&mut set, "distribution", Some(files.iter().map(schema_file).collect::<Vec<_>>()));
            Value::Object(set)
        };
        self.all_sets().into_iter().map(set).collect()
    }
}

fn schema_file(file: &File) -> Value {
    json!({
        "@type": "DataDownload",
        "contentUrl": file.address,
        "encodingFormat": media_type(&file.address).split(';').next(),
        "contentSize": format!("{} B", file.bytes),
        "sha256": file.sha256,
    })
}

/// The whole catalogue.
pub(super) fn catalogue(stock: &Stock) -> Value {
    let portal = stock.portal();
    let address = portal.permalink(&DataFile::Catalogue.route());
    let modified = listing::updated(portal).map(|moment| moment.day());
    let licence = portal.show_text(View::Site, "licence");
    let common = |row: &mut Row| {
        put(row, "modified", modified.clone());
        put(row, "license", licence.clone());
    };
    let set = |(name, title, files): (String, String, Vec<File>)| {
        let mut set = Row::new();
        put(&mut set, "@id", Some(format!("{address}#{name}")));
        put(&mut set, "@type", Some("dcat:Dataset"));
        put(&mut set, "title", Some(title));
        common(&mut set);
        put(&mut set, "distribution", Some(files.iter().map(distribution).collect::<Vec<_>>()));
        Value::Object(set)
    };
    let mut catalogue = Row::new();
    put(&mut catalogue, "@context", Some(vocabulary()));
    put(&mut catalogue, "@id", Some(address.clone()));
    put(&mut catalogue, "@type", Some("dcat:Catalog"));
    put(&mut catalogue, "title", portal.show_text(View::Site, "name").map(|name| format!("{name}开放数据")));
    put(&mut catalogue, "homepage", portal.show_text(View::Site, "url"));
    put(&mut catalogue, "language", portal.show_text(View::Site, "language"));
    put(&mut catalogue, "publisher", publisher(stock));
    common(&mut catalogue);
    put(&mut catalogue, "dataset", Some(stock.all_sets().into_iter().map(set).collect::<Vec<_>>()));
    Value::Object(catalogue)
}

fn publisher(stock: &Stock) -> Option<Value> {
    let portal = stock.portal();
    let view = portal.show_views(View::Site, "publisher").into_iter().next()?;
    Some(json!({ "@type": "foaf:Organization", "name": portal.show_text(view, "name")? }))
}

fn distribution(file: &File) -> Value {
    json!({
        "@type": "dcat:Distribution",
        "downloadURL": file.address,
        "mediaType": media_type(&file.address).split(';').next(),
        "byteSize": file.bytes,
        "checksum": {
            "@type": "spdx:Checksum",
            "algorithm": "spdx:checksumAlgorithm_sha256",
            "checksumValue": file.sha256,
        },
    })
}

/// What the words mean.
fn vocabulary() -> Value {
    let address = |name: &str| json!({ "@id": name, "@type": "@id" });
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "title": "dct:title",
        "modified": { "@id": "dct:modified", "@type": "xsd:date" },
        "license": "dct:license",
        "language": "dct:language",
        "publisher": "dct:publisher",
        "name": "foaf:name",
        "homepage": address("foaf:homepage"),
        "dataset": address("dcat:dataset"),
        "distribution": address("dcat:distribution"),
        "downloadURL": address("dcat:downloadURL"),
        "mediaType": "dcat:mediaType",
        "byteSize": { "@id": "dcat:byteSize", "@type": "xsd:decimal" },
        "checksum": "spdx:checksum",
        "algorithm": address("spdx:algorithm"),
        "checksumValue": "spdx:checksumValue",
    })
}
