//! `wasm-split PROGRAM FOLDER SCRIPT`: takes a linked program apart at its `wasm_split` functions (docs/decisions/0007).
//! `main.wasm` is for wasm-bindgen, which names its script SCRIPT; the other parts are as they are loaded.

use std::path::Path;

use wasm_split_cli_support::{Options, transform};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    if std::env::args().nth(1).as_deref() == Some("--version") {
        println!("wasm-split {}", env!("CARGO_PKG_VERSION"));
        return Ok(());
    }
    let (Some(program), Some(folder), Some(script), None) =
        (arguments.next(), arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("wasm-split PROGRAM FOLDER SCRIPT".into());
    };
    let program = std::fs::read(program)?;
    let folder = Path::new(&folder);
    let main = folder.join("main.wasm");
    let mut options = Options::new(&program);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    transform(options)?;
    Ok(())
}
