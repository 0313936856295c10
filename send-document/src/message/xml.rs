//! FHIR's own shapes over the XML writer: elements in the order in which they are called.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use uuid::Uuid;

/// The message as it is written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub(super) fn new() -> Self {
        Self(Writer::new(Vec::new()))
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// The whole document.
    pub(super) fn root(
        &mut self,
        name: &str,
        namespace: &str,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        self.with(BytesStart::new(name).with_attributes([("xmlns", namespace)]), inside)
    }

    /// An element with others inside.
    pub(super) fn element(
        &mut self,
        name: &str,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.with(BytesStart::new(name), inside)
    }

    /// An extension.
    pub(super) fn extension(
        &mut self,
        url: &str,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.with(BytesStart::new("extension").with_attributes([("url", url)]), inside)
    }

    fn with(
        &mut self,
        start: BytesStart<'_>,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        let end = start.to_end().into_owned();
        self.0.write_event(Event::Start(start))?;
        inside(self)?;
        self.0.write_event(Event::End(end))
    }

    /// `<name value="…"/>`.
    pub(super) fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.0.write_event(Event::Empty(BytesStart::new(name).with_attributes([("value", value)])))
    }

    /// The same, where there is a value.
    pub(super) fn value_if(&mut self, name: &str, value: Option<&str>) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.value(name, value))
    }

    /// `<name><reference value="urn:uuid:…"/></name>`.
    pub(super) fn reference(&mut self, name: &str, to: Uuid) -> io::Result<()> {
        self.element(name, |xml| xml.value("reference", &format!("urn:uuid:{to}")))
    }

    /// `<identifier>` with system and value.
    pub(super) fn identifier(&mut self, system: &str, value: &str) -> io::Result<()> {
        self.element("identifier", |xml| {
            xml.value("system", system)?;
            xml.value("value", value)
        })
    }

    /// System, code and display, inside an element that takes them.
    pub(super) fn coding(&mut self, system: &str, code: &str, display: &str) -> io::Result<()> {
        self.value("system", system)?;
        self.value("code", code)?;
        self.value("display", display)
    }

    /// Id and profile, which every resource has (SDOC-18).
    pub(super) fn identity(&mut self, id: Uuid, profile: &str) -> io::Result<()> {
        self.value("id", &id.to_string())?;
        self.element("meta", |xml| xml.value("profile", profile))
    }

    /// One entry of a bundle: its address, and the resource.
    pub(super) fn entry(
        &mut self,
        id: Uuid,
        resource: &str,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.element("entry", |xml| {
            xml.value("fullUrl", &format!("urn:uuid:{id}"))?;
            xml.element("resource", |xml| xml.element(resource, inside))
        })
    }

    /// A work telephone number.
    pub(super) fn telephone(&mut self, number: Option<&str>) -> io::Result<()> {
        let Some(number) = number.map(str::trim).filter(|number| !number.is_empty()) else { return Ok(()) };
        self.element("telecom", |xml| {
            xml.value("system", "phone")?;
            xml.value("value", number)?;
            xml.value("use", "work")
        })
    }

    /// The narrative: one sentence.
    pub(super) fn narrative(&mut self, sentence: &str) -> io::Result<()> {
        self.element("text", |xml| {
            xml.value("status", "generated")?;
            let division =
                BytesStart::new("div").with_attributes([("xmlns", "http://www.w3.org/1999/xhtml")]);
            xml.with(division, |xml| {
                xml.element("p", |xml| xml.0.write_event(Event::Text(BytesText::new(sentence))))
            })
        })
    }
}
