use super::super::xhtml::{parse, wrap};
use super::super::{Form, Unmarked, plain_text, same_text};
use super::*;

/// What a reader sees of a source, blanks collapsed, and whether a warning is above it.
fn seen(source: &str) -> (String, bool) {
    let (text, is_warned) = match Form::of(source, "enc", &Unmarked) {
        Form::AsSent(reading) => {
            let is_warned =
                reading.removed.sentence().is_some_and(|said| !said.contains("All text is shown"));
            (reading.text, is_warned)
        }
        Form::Repaired(reading, _) => (reading.text, true),
        Form::Unreadable => (source.to_owned(), true),
    };
    (text.split_whitespace().collect::<Vec<_>>().join(" "), is_warned)
}

// proves: FS-01 ARH-31 ARH-50 ARH-52
#[test]
fn no_fault_of_the_markup_swallows_a_word() {
    let words = "Started warfarin 3 mg daily";
    for source in [
        "<p>Pain <on exertion. Started warfarin 3 mg daily, target INR 2 to 3</p><p>More</p>",
        "<p>Pain <on exertion. Started warfarin 3 mg daily> and more</p>",
        "<p>Level <b2.0 Started warfarin 3 mg daily</p>",
        "<p>Level <a lot of pain. Started warfarin 3 mg daily> more</p>",
        "<p>INR <i think so Started warfarin 3 mg daily</p>",
        "<p>x</p Started warfarin 3 mg daily><p>y</p>",
        "<p>x<style>Started warfarin 3 mg daily</p>",
        "<p>x<style>p{}<p>Started warfarin 3 mg daily</p><style>y</style>",
        "<p>x<script>Started warfarin 3 mg daily</p>",
        "<script>a<b</script><p>Started warfarin 3 mg daily<br></p>",
        "<p>x<!-- Started warfarin 3 mg daily</p>",
        "<p>x<!--> Started warfarin 3 mg daily<!-- y --></p>",
        "<p>x<!-- a <p>Started warfarin 3 mg daily</p> <!-- b --><br>",
        "<p>x<!-- a --!> Started warfarin 3 mg daily --><br>",
        "<p class=\"x>Started warfarin 3 mg daily</p><p>y</p>",
        "<p class=\"x>Started warfarin 3 mg daily</p><p class=\"y\">z</p>",
        "<p title='x>Started warfarin 3 mg daily<br>",
        "<p title=x Started warfarin 3 mg daily>y</p>",
        "<p>x<br><![CDATA[Started warfarin 3 mg daily]]></p>",
        "<p>x</p><br><![CDATA[Started warfarin 3 mg daily",
        "<p>x<br><?php Started warfarin 3 mg daily ?></p>",
        "<p>x<?note Started warfarin 3 mg daily?></p>",
        "<?xml Started warfarin 3 mg daily?><p>x</p>",
        "<p>x<!Started warfarin 3 mg daily><br></p>",
        "<!DOCTYPE Started warfarin 3 mg daily><p>x<br></p>",
        "<br><template>Started warfarin 3 mg daily</template>",
        "<template><p>Started warfarin 3 mg daily</template><p>y",
        "<frameset><p>Started warfarin 3 mg daily</p><br>",
        "<frameset cols=2><frame src=x></frameset><p>Started warfarin 3 mg daily",
        "<title>Started warfarin 3 mg daily<p>x</p><br>",
        "<textarea>Started warfarin 3 mg daily<p>x</p>",
        "<xmp>Started warfarin 3 mg daily<p>x</p>",
        "<plaintext>Started warfarin 3 mg daily<p>x</p></plaintext>",
        "<noscript>Started warfarin 3 mg daily<p>x</noscript>",
        "<noembed>Started warfarin 3 mg daily<p>x</noembed>",
        "<iframe>Started warfarin 3 mg daily<br></iframe>",
        "<iframe srcdoc=\"Started warfarin 3 mg daily\"></iframe>",
        "<svg><desc>Started warfarin 3 mg daily</desc><p>x</svg>",
        "<math><mtext>Started warfarin 3 mg daily</mtext><br></math>",
        "<input value=\"Started warfarin 3 mg daily\">",
        "<input type=\"text\" value=\"Started warfarin 3 mg daily\"/>",
        "<input placeholder='Started warfarin 3 mg daily'>",
        "<select><option label=\"Started warfarin 3 mg daily\"></select>",
        "<select><option>x<p>Started warfarin 3 mg daily</select>",
        "<table><tr><td>x</td></tr>Started warfarin 3 mg daily</table><br>",
        "<table>Started warfarin 3 mg daily<tr><td>x</table>",
        "<table><colgroup>Started warfarin 3 mg daily<td>x</table>",
        "<b><i>x</b>Started warfarin 3 mg daily</i>",
        "Seen by <redacted> today<br>Started warfarin 3 mg daily",
        "<p>x</p></div></div></body></html>Started warfarin 3 mg daily",
        "<p>x<a href=\"y\" / Started warfarin 3 mg daily</p>",
        "<p>x &lt;&nbsp;Started warfarin 3 mg daily&unknown; & more</p>",
        "<img alt='Started warfarin 3 mg daily'>",
    ] {
        let (text, is_warned) = seen(source);
        assert!(text.contains(words), "{source} became {text}");
        assert!(is_warned || parse(&wrap(source)).is_ok(), "{source} is called whole");
    }
    assert_eq!(seen("Seen by <redacted> today<br>").0, "Seen by <redacted> today");
    assert_eq!(seen("TSH <0.10 & K >5<br>").0, "TSH <0.10 & K >5");
}

// proves: FS-01 ARH-50
#[test]
fn what_goes_with_its_words_says_so() {
    for source in [
        "<style>Started warfarin</style><p>x</p>",
        "<p>x<script>Started warfarin</script><br>",
        "<p>x<!-- Started warfarin --></p>",
        "<svg><style>Started warfarin</style></svg>",
    ] {
        let removed = match Form::of(source, "enc", &Unmarked) {
            Form::AsSent(reading) | Form::Repaired(reading, _) => reading.removed,
            Form::Unreadable => panic!("{source}"),
        };
        assert_eq!(removed.with_text, 1, "{source}");
        assert!(
            removed.sentence().unwrap().ends_with("Text inside 1 of them is not shown here."),
            "{source}"
        );
    }
}

// proves: FS-01 ARH-52
#[test]
fn html_that_is_no_xml_keeps_its_shape() {
    for (source, xml) in [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("a<br>b</br>c<hr>", "a<br></br>b<br></br>c<hr></hr>"),
        (
            "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>",
        ),
        (
            "<table><tr><td>a<td>b<tr><td>c<table><tr><td>d</table>e</table>f",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c<table><tr><td>d</td></tr></table>e</td></tr></table>f",
        ),
        ("<TD NOWRAP WIDTH=50%>a", "<td nowrap=\"NOWRAP\" width=\"50%\">a</td>"),
        ("<td /><b/>x&nbsp;&eacute;&#150;&bogus;", "<td></td><b></b>x\u{a0}é–&amp;bogus;"),
        // A struck-out drug must stay struck out, and what follows its end must not be.
        ("<b><s>a</b>b</s>c", "<b><s>a</s></b><s>b</s>c"),
        ("<p><s>a</p><p>b</s>c", "<p><s>a</s></p><s><p>b</p></s><p>c</p>"),
        ("<p>a</td></p>b", "<p>a</p>b"),
        (
            "<!DOCTYPE html><?xml:namespace prefix = o ns = \"urn:x\" /><o:p>a</o:p><br>",
            "<font>a</font><br></br>",
        ),
        ("<x-y>a</x-y><br>", "<x-y>a</x-y><br></br>"),
    ] {
        let xml_of = repair(source).xml;
        if source.contains("<p><s>") {
            // It does not matter where in the struck-out text the paragraph is.
            assert_eq!(plain_text(&xml_of), "a\nb\nc", "{xml_of}");
            assert!(xml_of.contains("<s>") && xml_of.matches("<s>").count() == 2, "{xml_of}");
            continue;
        }
        assert_eq!(xml_of, xml, "{source}");
    }
}

// proves: FS-02 FR-01
#[test]
fn references_to_letters_that_cannot_be_seen_are_seen() {
    for (source, text) in [
        ("<p>2&#150;4 tablets, 5&#19;10 mL</p>", "2–4 tablets, 5–10 mL"),
        ("<p>2&#150;4<br>5&#x13;10", "2–45–10"),
        ("<p>&#8238;01&#x202c; mg</p>", "\u{fffd}01\u{fffd} mg"),
        ("<p>&rlm;01 war&shy;farin", "\u{fffd}01 war\u{fffd}farin"),
        ("<p>a&#0;b&#7;c</p>", "a\u{fffd}b\u{fffd}c"),
        ("<p>a&#38;#150;b</p>", "a&#150;b"),
    ] {
        assert_eq!(seen(source).0, text, "{source}");
    }
}

// proves: FS-01 FS-02 FR-01
#[test]
fn whatever_comes_no_word_is_lost_and_no_letter_unseen() {
    let parts = [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<s>",
        "</i>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<br>",
        "<br/>",
        "<ul>",
        "<li>",
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<!",
        "<",
        ">",
        "</",
        "/>",
        "\"",
        "'",
        "&",
        ";",
        "&lt;",
        "&#150;",
        "&rlm;",
        "&nbsp;",
        "<style>",
        "</style>",
        "<script>",
        "</script>",
        "<template>",
        "</template>",
        "<title>",
        "<textarea>",
        "</textarea>",
        "<select>",
        "<option>",
        "<svg>",
        "</svg>",
        "<math>",
        "<frameset>",
        "<plaintext>",
        "<xmp>",
        "<noscript>",
        "<iframe>",
        "<input value=\"",
        "\u{202e}",
        "\u{13}",
        "<pain ",
        "<on ",
        "</pain>",
        "<x:y>",
        "<h2>",
        "</h2>",
        "<caption>",
        "<col>",
        "<thead>",
        "<form>",
        " ",
        "\n",
    ];
    let mut random = 11_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % below
    };
    // Values of attributes are not words of the text, but for those of fields.
    for _ in 0..20_000 {
        let mut source = String::new();
        let mut words = Vec::new();
        for at in 0..next(14) {
            if next(3) == 0 {
                let word = format!("zq{at}x{}", next(1000));
                source.push_str(&word);
                words.push(word);
            } else {
                source.push_str(parts[next(parts.len())]);
            }
        }
        let form = Form::of(&source, "enc", &Unmarked);
        let (text, with_text, is_repaired) = match &form {
            Form::AsSent(reading) => (reading.html.clone(), reading.removed.with_text, false),
            Form::Repaired(reading, xml) => {
                assert!(
                    reading.removed.sentences().iter().all(|said| !said.contains("All text")),
                    "{source}"
                );
                assert!(!same_text(xml, "") || words.is_empty(), "{source}");
                (reading.html.clone(), reading.removed.with_text, true)
            }
            Form::Unreadable => panic!("{source} is not read"),
        };
        // Formatting inside a word does not part it, so a word is looked for whole.
        for word in words.iter().filter(|word| !text.contains(*word)) {
            assert!(
                with_text > 0,
                "{word} is lost in silence (repaired: {is_repaired}): {source:?} became {text:?}"
            );
        }
        assert_eq!(legible(&text), text, "{source:?}");
    }
}
