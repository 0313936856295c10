//! XHTML of the record sections: tables, banners, messages (record HTML digest 2.2 to 2.4, 5.1).

use crate::sandbox::world::calendar;

/// Text made safe for XHTML; line breaks become `<br/>`, because the string may hold none.
pub fn escape(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    escaped.replace("\r\n", "\n").replace('\n', "<br/>").replace('\t', " ")
}

/// One cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A date in its column.
    Date(Option<String>),
    /// A whole number, right-aligned as the demonstrator does.
    Number(Option<String>),
    /// Markup of our own making.
    Markup(String),
    /// A heading across so many columns.
    Group(usize, String),
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// A date cell.
    pub fn date(date: &str) -> Self {
        Cell::Date(Some(date.to_owned()))
    }

    fn markup(&self) -> String {
        match self {
            Cell::Text(text) if text.is_empty() => "<td />".to_owned(),
            Cell::Text(text) => format!("<td>{}</td>", escape(text)),
            Cell::Date(Some(date)) => format!("<td class=\"date-column\">{}</td>", calendar::display(date)),
            Cell::Date(None) | Cell::Number(None) => "<td />".to_owned(),
            Cell::Number(Some(number)) => format!("<td align=\"right\">{}</td>", escape(number)),
            Cell::Markup(markup) => format!("<td>{markup}</td>"),
            Cell::Group(columns, text) => {
                format!(
                    "<td colspan=\"{columns}\" class=\"med-item-column\"><strong>{}</strong></td>",
                    escape(text)
                )
            }
        }
    }
}

/// One row with the date by which it is filtered and sorted.
#[derive(Clone, Debug)]
pub struct Row {
    /// The date; without one a row is always returned.
    pub date: Option<String>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A table, before it is known whether it has rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its `id`.
    pub id: &'static str,
    /// Its column headings.
    pub columns: &'static [&'static str],
    /// Its rows in order.
    pub rows: Vec<Row>,
}

impl Table {
    fn markup(&self) -> String {
        let head: String = self.columns.iter().map(|column| format!("<th>{column}</th>")).collect();
        let body: String = self
            .rows
            .iter()
            .map(|row| format!("<tr>{}</tr>", row.cells.iter().map(Cell::markup).collect::<String>()))
            .collect();
        format!("<table id=\"{}\"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", self.id)
    }
}

/// The four kinds of nothing, and a table (record HTML digest 2.4).
#[derive(Clone, Debug)]
pub enum Body {
    /// A table; without rows the sentence that nothing is recorded.
    Table(Table),
    /// Supported, cannot be extracted.
    NotRetrievable,
    /// Masked.
    Denied,
    /// Not supported.
    NotSupported,
}

/// A section with one table, or a part of a section with several.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its title.
    pub title: &'static str,
    /// The provider's own explanations.
    pub content: Vec<&'static str>,
    /// The words of the date banner, if there is one.
    pub date: Option<String>,
    /// Whether something was left out of this table.
    pub excluded: bool,
    /// What it holds.
    pub body: Body,
}

/// A banner.
pub fn banner(class: &str, text: &str) -> String {
    format!("<div class=\"{class}\"><p>{}</p></div>", escape(text))
}

impl Part {
    /// Everything below the title.
    pub fn markup(&self) -> String {
        let mut markup: String = self.content.iter().map(|text| banner("content-banner", text)).collect();
        if let Some(date) = &self.date {
            markup.push_str(&banner("date-banner", date));
        }
        if self.excluded {
            markup.push_str(&banner(
                "exclusion-banner",
                "Items excluded due to confidentiality and/or patient preferences",
            ));
        }
        let title = self.title;
        let still = "<p>This data may still exist in the source system.</p>";
        markup.push_str(&match &self.body {
            Body::Table(table) if table.rows.is_empty() => {
                format!("<p>No '{title}' data is recorded for this patient.</p>")
            }
            Body::Table(table) => table.markup(),
            Body::NotRetrievable => {
                format!("<p>This system does not support retrieval of '{title}' data.</p>{still}")
            }
            Body::Denied => format!("<p>Access is denied to '{title}' data for this patient.</p>{still}"),
            Body::NotSupported => format!("<p>'{title}' data is not supported by this system.</p>"),
        });
        markup
    }
}
