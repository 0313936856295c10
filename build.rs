//! A program that is taken apart later keeps what the linker knew of it: which function calls which, and where.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_set = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is_set("CARGO_FEATURE_SPLIT", "1") && is_set("CARGO_CFG_TARGET_ARCH", "wasm32") {
        println!("cargo::rustc-link-arg-bin=gp-connect-viewer=--emit-relocs");
    }
}
