//! What real and hostile systems put into the fragment (record HTML digest 2.6, 2.7, 5).

use crate::sandbox::world::patient::Chart;

/// The fragment as this patient's system spoils it.
pub fn spoil(chart: Chart, section: &str, title: &str, fragment: String) -> String {
    match chart {
        Chart::HostileHtml => hostile(&fragment),
        Chart::MalformedHtml => malformed(section, title, fragment),
        _ => fragment,
    }
}

/// Everything that must never run, load or navigate. The words "must stay" must all survive.
const HOSTILE: &str = concat!(
    "<script>window.__ran = 'script'; document.title = 'script ran';</script>",
    "<p onclick=\"window.__ran = 'onclick'\" style=\"position:fixed;top:0;left:0;width:100%;height:100%;background:red\">",
    "Note one must stay</p>",
    "<img src=\"https://tracker.invalid/pixel.png\" alt=\"chart\" onerror=\"window.__ran = 'onerror'\" />",
    "<a href=\"javascript:window.__ran='link'\">Note two must stay</a>",
    "<a href=\"https://phish.invalid/login\">Note three must stay</a>",
    "<iframe src=\"https://frame.invalid/\"></iframe>",
    "<style>body { display: none } @import url(https://style.invalid/x.css);</style>",
    "<form action=\"https://form.invalid/\"><input name=\"password\" /><button>Note four must stay</button></form>",
    "<svg onload=\"window.__ran = 'svg'\"><text>drawn</text></svg>",
    "<div id=\"app\" class=\"nhsuk-header app-banner\">Note five must stay</div>",
    "<link rel=\"stylesheet\" href=\"https://style.invalid/y.css\" />",
    "<base href=\"https://base.invalid/\" />",
    "<meta http-equiv=\"refresh\" content=\"0;url=https://meta.invalid/\" />",
    "<object data=\"https://object.invalid/x\">Note six must stay</object>",
    "<p>Escaped text stays text: &lt;script&gt;alert(1)&lt;/script&gt; and TSH &lt;0.10</p>",
);

fn hostile(fragment: &str) -> String {
    match fragment.rfind("</div>") {
        Some(end) => {
            let (inside, close) = fragment.split_at(end);
            format!("{inside}{HOSTILE}{close}")
        }
        None => format!("{fragment}{HOSTILE}"),
    }
}

fn malformed(section: &str, title: &str, fragment: String) -> String {
    match section {
        // The specification's own templates carry one closing tag too many (HTML digest 5.1).
        "ENC" => format!("<div><h2>{title}</h2>{OLD_ENCOUNTERS}</div></div>"),
        "MED" => format!("<div><h2>{title}</h2>{OLD_MEDICATIONS}</div>"),
        "SUM" => format!("{fragment}</div>"),
        // An entity that XML does not know, and tags that HTML closes by itself.
        "OBS" => {
            fragment.replace("<th>Value</th>", "<th>Value&nbsp;(unit)</th>").replace("</tr><tr>", "<tr>")
        }
        "ALL" => format!(
            "<div><h1>{title}</h1><h2>Current Allergies</h2>No Current Allergies data is recorded</div>"
        ),
        // Nothing that any parser can make a table of.
        "ADM" => {
            "<div><h1>Administrative Items</h1><table><tr><td>01-Feb-2020<td>Letter <b>sent</div>".to_owned()
        }
        "IMM" => fragment.replace("<div><h1>", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><h1>"),
        "CLI" => fragment.replace(
            "</td></tr>",
            "<table border=\"1\"><tr><td class=\"Date\">dd/mm</td><td>nested</td></tr></table></td></tr>",
        ),
        _ => fragment,
    }
}

/// 0.5: a table for each encounter, no ids, no classes.
const OLD_ENCOUNTERS: &str = concat!(
    "<table><thead><tr><th>10 Dec 2014 - 12:17</th><th>Dr A Name - Practice (J12345)</th></tr></thead><tbody><tr><td/>",
    "<td>History: sore throat for 2/7<br />Plan: paracetamol, see if not better</td></tr></tbody></table>",
    "<table><thead><tr><th>Apr 2009</th><th>Nurse B Name - Practice (J12345)</th></tr></thead><tbody><tr><td/>",
    "<td><div>Dressing changed</div><div>  Event has been made private by another organisation</div></td></tr></tbody></table>",
);

/// 0.5: three tables with other columns.
const OLD_MEDICATIONS: &str = concat!(
    "<div><h2>Current Medication Issues</h2><table border=\"0\" width=\"100%\"><tr><th>Start Date</th><th>Medication Item</th>",
    "<th>Type</th><th>Scheduled End</th><th>Days Duration</th><th>Details</th></tr><tr><td align=\"right\">02/04/2024</td>",
    "<td>Paracetamol 500mg tablets</td><td>Acute</td><td /><td>7</td><td>two up to four times a day</td></tr></table></div>",
    "<div><h2>Current Repeat Medications</h2>No 'Current Repeat Medications' data is recorded for this patient.</div>",
    "<div><h2>Past Medications</h2><table><tbody><tr><th>Start Date</th><th>Medication Item</th></tr><tr><td>2008</td>",
    "<td>***********</td></tr></tbody></table></div>",
);
