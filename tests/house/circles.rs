//! No modules need each other: whoever reads one can begin with what it imports, and each can be moved or deleted after
//! those that import it. What is in a module's folder is the module's own, so that a file and its face are not a circle.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Imports = BTreeMap<String, BTreeSet<String>>;

/// Folder, modules in it that need each other, and why they may. It may only become shorter.
const CIRCLES: &[(&str, &[&str], &str)] = &[
    ("src/shell", &["lock", "routes"], "the lock covers every page, and leads back to the first one"),
    (
        "src/fhir",
        &["date_time", "element", "extension", "lenient", "scalar", "value"],
        "FHIR's own: an extension holds a value, a value elements, and each element extensions",
    ),
];

/// What can be reached from a module, by one import or several.
fn reached(imports: &Imports, from: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        for next in imports.get(module).into_iter().flatten() {
            if found.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    found
}

/// The groups of modules of which each reaches each.
fn circles(imports: &Imports) -> BTreeSet<BTreeSet<String>> {
    let reach: BTreeMap<&String, BTreeSet<String>> =
        imports.keys().map(|module| (module, reached(imports, module))).collect();
    reach
        .iter()
        .filter(|(module, into)| into.contains(**module))
        .map(|(module, into)| into.iter().filter(|other| reach[other].contains(*module)).cloned().collect())
        .collect()
}

/// The imports between the modules of each folder.
fn folders(imports: &Imports) -> BTreeMap<String, Imports> {
    let mut all: BTreeMap<String, Imports> = BTreeMap::new();
    for (from, into) in imports {
        for to in into {
            let (from, to) = (steps(from), steps(to));
            let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
                let folder = all.entry(from[..shared].join("/")).or_default();
                folder.entry((*other).to_owned()).or_default();
                folder.entry((*one).to_owned()).or_default().insert((*other).to_owned());
            }
        }
    }
    all
}

/// The path to a module, whether by its file or by its folder.
fn steps(file: &str) -> Vec<&str> {
    file.trim_end_matches(".rs").split('/').collect()
}

#[test]
fn no_modules_need_each_other() {
    let imports = imports::imports(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(imports.len() > 300, "the library's files were not found");
    let found: Vec<(String, Imports, BTreeSet<String>)> = folders(&imports)
        .into_iter()
        .flat_map(|(folder, imports)| {
            circles(&imports).into_iter().map(move |circle| (folder.clone(), imports.clone(), circle))
        })
        .collect();
    let mut faults = Vec::new();
    for (folder, imports, circle) in &found {
        let is_allowed = CIRCLES.iter().any(|(known, modules, _)| {
            known == folder && circle.iter().all(|module| modules.contains(&module.as_str()))
        });
        if !is_allowed {
            let within = |module: &String| -> Vec<&str> {
                imports[module].intersection(circle).map(String::as_str).collect()
            };
            let lines: Vec<String> = circle
                .iter()
                .map(|module| format!("  {module} needs {}", within(module).join(", ")))
                .collect();
            faults.push(format!("{folder}: these go in a circle\n{}", lines.join("\n")));
        }
    }
    for (folder, modules, _) in CIRCLES {
        let standing: BTreeSet<&str> = found
            .iter()
            .filter(|(own, _, circle)| {
                own == folder && circle.iter().all(|module| modules.contains(&module.as_str()))
            })
            .flat_map(|(_, _, circle)| circle.iter().map(String::as_str))
            .collect();
        let free: Vec<&str> = modules.iter().copied().filter(|module| !standing.contains(module)).collect();
        if !free.is_empty() {
            faults
                .push(format!("{folder}: in no circle any longer; take {} out of the list", free.join(", ")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_circle_is_found_and_a_face_is_none() {
    let import = |from: &str, to: &str| (from.to_owned(), BTreeSet::from([to.to_owned()]));
    let imports = Imports::from([
        import("src/a.rs", "src/a/inner.rs"),
        import("src/a/inner.rs", "src/a.rs"),
        import("src/b.rs", "src/c/deep.rs"),
        import("src/c/far.rs", "src/b/inner.rs"),
        import("src/d.rs", "src/a/inner.rs"),
    ]);
    let all = folders(&imports);
    assert_eq!(all.keys().collect::<Vec<_>>(), ["src"]);
    let circle = BTreeSet::from(["b".to_owned(), "c".to_owned()]);
    assert_eq!(circles(&all["src"]), BTreeSet::from([circle]));
}
