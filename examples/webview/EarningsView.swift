import SwiftUI
import WebKit

/// The customer's earnings. `onDone` is called when the session is complete, by the callback `myapp://earnings/done`.
struct EarningsView: UIViewRepresentable {
    static let page = URL(string: "https://pages.example/v1/")!
    static let appScheme = "myapp"

    /// From your server, which asks Connect for it.
    let token: String
    let onDone: (URL) -> Void

    func makeCoordinator() -> Coordinator { Coordinator(onDone: onDone) }

    func makeUIView(context: Context) -> WKWebView {
        let configuration = WKWebViewConfiguration()
        // Nothing is left behind when the view is closed.
        configuration.websiteDataStore = .nonPersistent()
        let view = WKWebView(frame: .zero, configuration: configuration)
        view.navigationDelegate = context.coordinator
        var address = URLComponents(url: Self.page, resolvingAgainstBaseURL: false)!
        address.fragment = "fp_cot=\(token)"
        view.load(URLRequest(url: address.url!))
        return view
    }

    func updateUIView(_ view: WKWebView, context: Context) {}

    final class Coordinator: NSObject, WKNavigationDelegate {
        private let onDone: (URL) -> Void

        init(onDone: @escaping (URL) -> Void) { self.onDone = onDone }

        func webView(_ view: WKWebView, decidePolicyFor action: WKNavigationAction) async -> WKNavigationActionPolicy {
            guard let url = action.request.url, let scheme = url.scheme?.lowercased() else { return .cancel }
            if scheme == EarningsView.page.scheme, url.host == EarningsView.page.host, url.port == EarningsView.page.port,
               action.targetFrame != nil {
                return .allow
            }
            if scheme == EarningsView.appScheme {
                onDone(url)
            } else if scheme == "https" {
                await UIApplication.shared.open(url)
            }
            return .cancel
        }
    }
}
