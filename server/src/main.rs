//! `gp-connect-sandbox-server`: the app's files on one port, the sandbox provider on another.

use std::process::ExitCode;

use gp_connect_sandbox_server::{Options, USAGE, start};

#[tokio::main]
async fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    let stop_after = options.stop_after;
    let server = match start(options).await {
        Ok(server) => server,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    println!("{}", server.serves());
    if let Some(records) = server.records() {
        println!("{records}");
    }
    stop_signal(stop_after).await;
    server.stop().await;
    ExitCode::SUCCESS
}

/// Ends on SIGINT, SIGTERM or when the time is up.
async fn stop_signal(after: Option<std::time::Duration>) {
    let time_up = async {
        match after {
            Some(time) => tokio::time::sleep(time).await,
            None => std::future::pending().await,
        }
    };
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = time_up => {}
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
