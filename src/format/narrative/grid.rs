//! The rows of a table as a reader sees them, whatever parts of the markup are missing.

use roxmltree::Node;

use super::words::words;

/// One row: its cells, whether they are all headings, and whether one of them spans others.
#[derive(Clone, Debug)]
pub struct Row<'a, 'input> {
    /// `td` and `th` in order.
    pub cells: Vec<Node<'a, 'input>>,
    /// All cells are `th`.
    pub is_header: bool,
    /// A cell has `colspan` or `rowspan` above 1.
    pub spans: bool,
}

impl<'a, 'input> Row<'a, 'input> {
    /// The row that a `tr` makes.
    pub fn of(tr: Node<'a, 'input>) -> Self {
        Row::new(tr.children().filter(|cell| is(*cell, "td") || is(*cell, "th")).collect())
    }

    fn new(cells: Vec<Node<'a, 'input>>) -> Self {
        let wide = |cell: &Node<'_, '_>, name| {
            cell.attribute(name).is_some_and(|span| span.trim().parse() != Ok(1_u32))
        };
        Row {
            is_header: !cells.is_empty() && cells.iter().all(|cell| is(*cell, "th")),
            spans: cells.iter().any(|cell| wide(cell, "colspan") || wide(cell, "rowspan")),
            cells,
        }
    }
}

/// Whether a node is an element of this name, in any case and namespace.
pub fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name().eq_ignore_ascii_case(name)
}

/// The rows of a table in order. Cells that are outside any `tr` make rows of their own: suppliers send
/// header cells directly under `table` (HTML digest 2.6). Tables inside cells are not entered.
pub fn rows<'a, 'input>(table: Node<'a, 'input>) -> Vec<Row<'a, 'input>> {
    let mut rows = Vec::new();
    part(table, &mut rows);
    rows
}

fn part<'a, 'input>(parent: Node<'a, 'input>, rows: &mut Vec<Row<'a, 'input>>) {
    let mut loose = Vec::new();
    for child in parent.children().filter(Node::is_element) {
        if is(child, "td") || is(child, "th") {
            loose.push(child);
            continue;
        }
        if !loose.is_empty() {
            rows.push(Row::new(std::mem::take(&mut loose)));
        }
        if is(child, "tr") {
            rows.extend(Some(Row::of(child)).filter(|row| !row.cells.is_empty()));
        } else if is(parent, "table") && (is(child, "thead") || is(child, "tbody") || is(child, "tfoot")) {
            part(child, rows);
        }
    }
    if !loose.is_empty() {
        rows.push(Row::new(loose));
    }
}

/// The column headings: the last of the header rows that open the table; empty when there is none.
pub fn header(rows: &[Row<'_, '_>]) -> Vec<String> {
    rows.iter()
        .take_while(|row| row.is_header)
        .last()
        .filter(|row| !row.spans)
        .map(|row| row.cells.iter().map(|cell| words(*cell)).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::xhtml::parse;
    use super::*;

    fn shape(source: &str) -> (Vec<String>, Vec<usize>) {
        let document = parse(source).unwrap();
        let rows = rows(document.root_element());
        (header(&rows), rows.iter().map(|row| row.cells.len()).collect())
    }

    // proves: ARH-35
    #[test]
    fn headings_are_found_where_suppliers_put_them() {
        let thead = "<table><thead><tr><th>Date</th><th>Entry</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>";
        let tbody =
            "<TABLE><tbody><TR><TH>Date</TH><th>Entry</th></TR><tr><td>1</td><td/></tr></tbody></TABLE>";
        let loose = "<table><th>Date</th><th>Entry</th><tbody><tr><td>1</td><td>2</td></tr></tbody></table>";
        for source in [thead, tbody, loose] {
            assert_eq!(shape(source), (vec!["Date".to_owned(), "Entry".to_owned()], vec![2, 2]), "{source}");
        }
    }

    #[test]
    fn a_table_in_a_cell_is_not_part_of_the_grid() {
        let source = "<table><tr><td><table><tr><td>in</td></tr></table></td><td>x</td></tr></table>";
        assert_eq!(shape(source), (vec![], vec![2]));
    }
}
