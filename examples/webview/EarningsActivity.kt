package example.earnings

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.webkit.WebResourceRequest
import android.webkit.WebView
import android.webkit.WebViewClient

/** The customer's earnings. It finishes when the session is complete, by the callback `myapp://earnings/done`. */
class EarningsActivity : Activity() {
    private val page = Uri.parse("https://pages.example/v1/")
    private val appScheme = "myapp"

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val view = WebView(this)
        view.settings.javaScriptEnabled = true
        view.settings.domStorageEnabled = true // A reload keeps the session; it is gone with the view.
        view.settings.allowFileAccess = false
        view.settings.allowContentAccess = false
        view.webViewClient = object : WebViewClient() {
            override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
                val url = request.url
                if (url.scheme == page.scheme && url.host == page.host && url.port == page.port) return false
                if (url.scheme == appScheme) {
                    setResult(RESULT_OK, Intent().setData(url))
                    finish()
                } else if (url.scheme == "https") {
                    startActivity(Intent(Intent.ACTION_VIEW, url))
                }
                return true
            }
        }
        setContentView(view)
        // From your server, which asks Connect for it.
        val token = intent.getStringExtra("token") ?: return finish()
        view.loadUrl(page.buildUpon().encodedFragment("fp_cot=" + Uri.encode(token)).build().toString())
    }
}
